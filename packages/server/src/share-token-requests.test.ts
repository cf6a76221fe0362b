import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { shareTokenRequests } from './share-token-requests.ts';

const { fetch } = globalThis;
let asked: string[] = [];
let status = 200;
let close = () => {};
let endpoint = '';

beforeEach(async () => {
  asked = [];
  status = 200;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push(`${request.url} ${body}`);
      response.writeHead(request.url === '/refuse' ? 401 : status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ access_token: `token ${asked.length}` }));
    });
  });
  // Below the ephemeral ports, which start at 32768 on Linux, so that a test can listen on it again.
  const port = randomInt(30_000, 32_000);
  await once(server.listen(port, '127.0.0.1'), 'listening');
  endpoint = `http://127.0.0.1:${port}`;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  shareTokenRequests();
});

afterEach(() => {
  globalThis.fetch = fetch;
  close();
});

const askForToken = async ({ refreshToken = 'r1', resource = 'api', secret = 's' } = {}) => {
  const response = await globalThis.fetch(`${endpoint}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${secret}`, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      resource,
    }).toString(),
  });
  const answer: unknown = await response.json();
  return `${response.status} ${JSON.stringify(answer)}`;
};

const times = (count: number, run: () => Promise<string>) => Promise.all(Array.from({ length: count }, run));

test('ten concurrent requests for one token become one, and all get its answer', async () => {
  const answers = await times(10, () => askForToken());

  expect(new Set(answers)).toEqual(new Set(['200 {"access_token":"token 1"}']));
  expect(asked).toHaveLength(1);
});

test('a request a moment later shares the answer, too', async () => {
  await askForToken();

  expect(await askForToken()).toBe('200 {"access_token":"token 1"}');
});

test.each([
  ['of another session', { refreshToken: 'r2' }],
  ['for another API resource', { resource: 'other' }],
  ['of another application', { secret: 't' }],
])('a token %s is requested separately', async (_, other) => {
  await Promise.all([askForToken(), askForToken(other)]);

  expect(asked).toHaveLength(2);
});

test('a token that a server rejected is replaced', async () => {
  await askForToken();
  await globalThis.fetch(`${endpoint}/refuse`, { headers: { authorization: 'Bearer token 1' } });

  expect(await askForToken()).toBe('200 {"access_token":"token 3"}');
});

test('an error is shared, but not reused: the next request is sent', async () => {
  status = 500;
  expect(new Set(await times(3, () => askForToken()))).toEqual(new Set(['500 {"access_token":"token 1"}']));
  status = 200;

  expect(await askForToken()).toBe('200 {"access_token":"token 2"}');
});

test('a failure reaches all waiting callers, and the next request is sent', async () => {
  const { port } = new URL(endpoint);
  close();
  await expect(times(3, () => askForToken())).rejects.toThrow('fetch failed');

  const server = createServer((_request, response) => response.end(JSON.stringify({ access_token: 'back' })));
  await once(server.listen(Number(port), '127.0.0.1'), 'listening');
  close = () => {
    server.closeAllConnections();
    server.close();
  };
  expect(await askForToken()).toBe('200 {"access_token":"back"}');
});

test('requests with an authorization code are never shared: Logto must see each use of it', async () => {
  const redeem = async () => {
    const body = 'grant_type=authorization_code&code=c';
    const response = await globalThis.fetch(`${endpoint}/token`, { method: 'POST', body });
    return response.text();
  };
  await times(2, redeem);

  expect(asked).toHaveLength(2);
});
