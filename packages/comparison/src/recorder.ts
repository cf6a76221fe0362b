import { once } from 'node:events';
import { createServer, type IncomingMessage, request as send } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** How long a page may take to send its next request once it has an answer. */
const pause = 300;

/** The parts of a path that differ between builds and runs. */
const withoutIds = (path: string) =>
  path
    .replace(/\?.*/, '')
    .replace(/^(\/_next\/data)\/[^/]+/, '$1/:build')
    .replace(/^(\/organizations)\/[^/]+/, '$1/:id');

/** A request that a recorder has passed on. */
export type PassedRequest = { time: number; method: string; path: string; status: number };

/**
 * Listens on a port of localhost, passes each request on to the server on another one, and keeps those that count.
 *
 * @param counts Says which requests to keep.
 */
export const startRecorder = async (
  port: number,
  target: number,
  counts: (request: IncomingMessage) => boolean,
) => {
  const requests: PassedRequest[] = [];
  let open = 0;
  let lastEnd = 0;
  const server = createServer((request, response) => {
    const { method = '', headers, url = '' } = request;
    const time = Date.now();
    open += 1;
    response.once('close', () => {
      open -= 1;
      lastEnd = performance.now();
    });
    const sent = send({ host: 'localhost', port: target, method, headers, path: url }, (answer) => {
      const { statusCode: status = 502 } = answer;
      if (counts(request)) requests.push({ time, method, path: withoutIds(url), status });
      response.writeHead(status, answer.rawHeaders);
      answer.pipe(response);
    });
    // The browser closes its page, or the server ends.
    sent.on('error', () => response.destroy());
    request.pipe(sent);
  });
  server.listen(port, 'localhost');
  await once(server, 'listening');
  return {
    requests,
    /** Waits until no request is under way, nor has been for a moment. */
    settled: async () => {
      while (open > 0 || performance.now() - lastEnd < pause) await delay(20);
    },
    end: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
