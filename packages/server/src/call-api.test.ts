import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, expect, test, vi } from 'vitest';
import { callApi, decodeToken } from './call-api.ts';

const closing: Array<() => void> = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const tokenOf = (id: string) => new UnsecuredJWT({ jti: id, scope: 'shopping:read' }).encode();
const first = tokenOf('first');
const second = tokenOf('second');

/** Starts an API and returns the URL to call. */
const listen = async (listener: RequestListener) => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  closing.push(() => server.close());
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/shopping/items`;
};

/** Accepts only the second token. */
const acceptSecond: RequestListener = (request, response) => {
  const isAccepted = request.headers.authorization === `Bearer ${second}`;
  response.writeHead(isAccepted ? 200 : 401).end(JSON.stringify({ isAccepted }));
};

test('the answer contains the request and the decoded token, but not the token itself', async () => {
  const url = await listen(acceptSecond);

  const answer = await callApi(url, { method: 'GET', getAccessToken: async () => second });

  expect(answer).toMatchObject({
    request: 'GET /shopping/items',
    status: 200,
    statusText: 'OK',
    body: { isAccepted: true },
    token: { claims: { jti: 'second' }, scopes: ['shopping:read'] },
  });
  expect(JSON.stringify(answer)).not.toContain(second);
});

test('a token that the API rejects is replaced once', async () => {
  const url = await listen(acceptSecond);
  const getAccessToken = vi.fn(async () => second).mockResolvedValueOnce(first);
  const clearAccessToken = vi.fn(async () => {});

  const answer = await callApi(url, { method: 'GET', getAccessToken, clearAccessToken });

  expect(answer.status).toBe(200);
  expect(clearAccessToken).toHaveBeenCalledOnce();
});

test('a second 401 is returned', async () => {
  const url = await listen(acceptSecond);
  const getAccessToken = vi.fn(async () => first);

  const answer = await callApi(url, { method: 'GET', getAccessToken, clearAccessToken: async () => {} });

  expect(answer.status).toBe(401);
  expect(getAccessToken).toHaveBeenCalledTimes(2);
});

test('a refusal in HTML, as gateways send it, is replaced or returned like any other', async () => {
  const statuses = [401, 502];
  const url = await listen((_request, response) =>
    response.writeHead(statuses.shift() ?? 200, { 'content-type': 'text/html' }).end('<h1>No</h1>'),
  );
  const call = { method: 'GET', getAccessToken: async () => first } as const;

  const answer = await callApi(url, { ...call, clearAccessToken: async () => {} });

  expect(answer).toMatchObject({ status: 502, statusText: 'Bad Gateway' });
  expect(answer).not.toHaveProperty('body');
  await expect(callApi(url, call)).rejects.toThrow(SyntaxError);
});

test('without clearAccessToken, the first 401 is returned', async () => {
  const url = await listen(acceptSecond);

  expect(await callApi(url, { method: 'GET', getAccessToken: async () => first })).toMatchObject({
    status: 401,
  });
});

test('the body is sent as JSON', async () => {
  const url = await listen(async (request, response) => {
    const body = (await request.toArray()).join('');
    response.end(JSON.stringify({ type: request.headers['content-type'], body: JSON.parse(body) }));
  });

  const answer = await callApi(url, {
    method: 'POST',
    body: { name: 'Tea' },
    getAccessToken: async () => second,
  });

  expect(answer.body).toEqual({ type: 'application/json', body: { name: 'Tea' } });
});

const sign = (claims: Record<string, unknown>) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' }).sign(new Uint8Array(32));

test('a token is decoded to its header, claims and scopes, without its signature', async () => {
  const token = await sign({ aud: 'https://api.example.com', scope: 'read write' });

  const decoded = decodeToken(token);

  expect(decoded).toEqual({
    header: { alg: 'HS256', typ: 'at+jwt' },
    claims: { aud: 'https://api.example.com', scope: 'read write' },
    scopes: ['read', 'write'],
  });
  expect(JSON.stringify(decoded)).not.toContain(token.split('.').at(-1));
});

test('a token that grants nothing has no scopes', async () => {
  expect(decodeToken(await sign({ scope: '' })).scopes).toEqual([]);
  expect(decodeToken(await sign({})).scopes).toEqual([]);
});

test('an opaque token is rejected', () => {
  expect(() => decodeToken('an-opaque-token')).toThrow();
});
