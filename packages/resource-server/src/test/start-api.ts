import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { createResourceServer } from '../resource-server.ts';
import { listen } from './listen.ts';
import { managementClient } from './start-issuer.ts';

export type Answer = { status: number | undefined; headers: IncomingMessage['headers']; body: unknown };

type Call = {
  method?: string;
  token?: string;
  /** Names and values in turn, so that a header can be sent twice. */
  headers?: string[];
  /** Sent as JSON; a string is sent unchanged. */
  body?: unknown;
};

/** Starts the resource server on a free port until the test ends. Returns a function that calls it. */
export const startApi = async (options: Omit<Parameters<typeof createResourceServer>[0], 'management'>) => {
  const { address } = await listen(createResourceServer({ ...options, management: managementClient }));

  return async (path: string, { method = 'GET', token, headers = [], body }: Call = {}): Promise<Answer> => {
    const content = typeof body === 'string' ? body : JSON.stringify(body);
    const all = ['Host', 'localhost', ...headers];
    if (token !== undefined) all.push('Authorization', `Bearer ${token}`);
    if (content !== undefined) all.push('Content-Length', String(Buffer.byteLength(content)));
    if (content !== undefined && !headers.includes('Content-Type'))
      all.push('Content-Type', 'application/json');

    const request = httpRequest(`${address}${path}`, { method, headers: all });
    request.end(content);
    const [response]: [IncomingMessage] = await once(request, 'response').then(([message]) => [message]);
    const answer = await text(response);
    return { status: response.statusCode, headers: response.headers, body: answer && JSON.parse(answer) };
  };
};

export type Api = Awaited<ReturnType<typeof startApi>>;
