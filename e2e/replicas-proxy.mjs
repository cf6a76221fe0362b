// Plain JavaScript, run on its own: `node replicas-proxy.mjs 3010 3201 3202` listens on the first port and forwards the
// requests to the others in turn, so that no visitor stays with one instance.
import { createServer, request as send } from 'node:http';

const [port, ...instances] = process.argv.slice(2).map(Number);
let turn = 0;

const server = createServer((request, response) => {
  const { method, headers, url: path } = request;
  turn = (turn + 1) % instances.length;
  const sent = send({ host: 'localhost', port: instances[turn], method, headers, path }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    answer.pipe(response);
  });
  sent.on('error', (error) => response.headersSent || response.writeHead(502).end(error.message));
  request.pipe(sent);
});

server.listen(port, 'localhost');
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
});
