import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import { createResourceServer, type ResourceServerOptions } from '../src/index.ts';
import { listen } from './listen.ts';

export type Answer = { status: number | undefined; headers: IncomingMessage['headers']; body: unknown };

export type Call = {
  method?: string;
  token?: string;
  /** Name, value, name, value: so a header can be sent twice. */
  headers?: string[];
  /** Sent as JSON, or as it is when it is text. */
  body?: unknown;
};

/** Starts the resource server on a free port until the test ends, and gives a function that calls it. */
export const startApi = async (options: ResourceServerOptions) => {
  const { address } = await listen(createResourceServer(options));

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

const realm = 'Bearer realm="Logto samples"';

/** Expects a refusal as RFC 6750 section 3 wants it: the same words in the challenge and in the body. */
export const expectRefusal = (
  answer: Answer,
  status: number,
  error: string,
  description: string,
  scope?: string,
): void => {
  const challenge = `${realm}, error="${error}", error_description="${description}"`;
  expect(answer).toMatchObject({
    status,
    headers: {
      'www-authenticate': scope ? `${challenge}, scope="${scope}"` : challenge,
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
    },
    body: { error, error_description: description },
  });
};

/** Expects the bare challenge of RFC 6750 section 3.1 for a request without a token. */
export const expectChallenge = (answer: Answer): void => {
  expect(answer).toMatchObject({
    status: 401,
    headers: { 'www-authenticate': realm, 'cache-control': 'no-store' },
    body: {
      error: 'unauthorized',
      error_description: 'Send an access token in the header Authorization: Bearer TOKEN',
    },
  });
};
