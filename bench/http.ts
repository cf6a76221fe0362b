import { once } from 'node:events';
import { type Agent, type IncomingHttpHeaders, request as open } from 'node:http';
import { gunzipSync } from 'node:zlib';

export type Request = { url: string; method: string; headers: Record<string, string>; body?: Buffer };
type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer };

/**
 * Sends a request as it is: follows no redirect, keeps no cookie, and decompresses nothing. This is less work than `fetch`,
 * for a client that shares the machine with the server that it measures.
 *
 * @param agent Keeps connections open. Without one, each request opens its own.
 */
export const send = async ({ url, method, headers, body }: Request, agent?: Agent): Promise<Answer> => {
  const sent = open(url, {
    agent: agent ?? false,
    method,
    headers: { ...headers, 'content-length': body?.length ?? 0 },
  });
  sent.end(body);
  const [response] = await once(sent, 'response');
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(response, 'end');
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
};

export const textOf = ({ headers, body }: Answer): string =>
  String(headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body);
