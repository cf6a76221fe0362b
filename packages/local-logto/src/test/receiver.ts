import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

/** A logout token that was posted to an app. */
export type LogoutPost = { path: string; headers: IncomingHttpHeaders; form: URLSearchParams };

/** Starts an app that receives logout tokens. */
export const startReceiver = async () => {
  let posts: LogoutPost[] = [];
  let answer = { status: 200, delay: 0 };
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await text(request));
    posts.push({ path: `${request.method} ${request.url}`, headers: request.headers, form });
    const { status, delay } = answer;
    if (delay > 0) setTimeout(() => response.writeHead(status).end(), delay).unref();
    else response.writeHead(status).end();
  }).listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');

  return {
    origin: `http://localhost:${address.port}`,
    /** Returns what was posted since the last call. */
    take: (): LogoutPost[] => {
      const taken = posts;
      posts = [];
      return taken;
    },
    /** Sets the status of the answers to come, and how many milliseconds they take. */
    answerWith: (status: number, delay = 0): void => {
      answer = { status, delay };
    },
    close: (): void => {
      server.close();
      server.closeAllConnections();
    },
  };
};

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
