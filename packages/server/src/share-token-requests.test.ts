import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { forgetTokenAnswers, shareTokenRequests } from './share-token-requests.ts';

const { fetch } = globalThis;
let asked: string[] = [];
let status = 200;
let slowly = Promise.resolve();
let close = () => {};
let endpoint = '';

beforeEach(async () => {
  asked = [];
  status = 200;
  slowly = Promise.resolve();
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', async () => {
      asked.push(`${request.url} ${body}`);
      const token = `token ${asked.length}`;
      await slowly;
      response.writeHead(request.url === '/refuse' ? 401 : status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ access_token: token }));
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

type Ask = { refreshToken?: string; resource?: string; secret?: string; signal?: AbortSignal };

const askForToken = async ({ refreshToken = 'r1', resource = 'api', secret = 's', signal }: Ask = {}) => {
  const response = await globalThis.fetch(`${endpoint}/token`, {
    method: 'POST',
    ...(signal && { signal }),
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

test('the next request is sent if an app asks for that, for a new ID token', async () => {
  await askForToken();
  await askForToken();
  expect(asked).toHaveLength(1);

  forgetTokenAnswers();
  await askForToken();

  expect(asked).toHaveLength(2);
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

test('a caller that gives up leaves the request running, and the next one gets its answer', async () => {
  let answer = () => {};
  slowly = new Promise((resolve) => {
    answer = resolve;
  });
  const giveUp = new AbortController();
  const asking = askForToken({ signal: giveUp.signal });
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  giveUp.abort(new Error('The page has waited long enough'));
  await expect(asking).rejects.toThrow('The page has waited long enough');
  await expect(askForToken({ signal: giveUp.signal })).rejects.toThrow('The page has waited long enough');

  answer();
  expect(await askForToken()).toBe('200 {"access_token":"token 1"}');
  expect(asked).toHaveLength(1);
});

test('a caller that joins a request that hangs sends another when that one has taken too long', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  let sent = 0;
  globalThis.fetch = (_, { signal } = {}) => {
    sent += 1;
    if (sent > 1) return Promise.resolve(Response.json({ access_token: 'a token' }));
    return new Promise((__, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  };
  shareTokenRequests();
  const giveUp = new AbortController();
  const first = askForToken({ signal: giveUp.signal });
  await vi.advanceTimersByTimeAsync(4000);
  giveUp.abort(new Error('The page has waited long enough'));
  await expect(first).rejects.toThrow('The page has waited long enough');

  const late = [askForToken(), askForToken()];
  await vi.advanceTimersByTimeAsync(2999);
  expect(sent).toBe(1);
  await vi.advanceTimersByTimeAsync(1);

  expect(await Promise.all(late)).toEqual(Array(2).fill('200 {"access_token":"a token"}'));
  expect(sent).toBe(2);
});

describe('when Logto rotates refresh tokens', () => {
  /** The refresh token and the resource of each request that reached Logto. */
  let used: string[] = [];

  beforeEach(() => {
    used = [];
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    globalThis.fetch = async (_, { body } = {}) => {
      const parameters = new URLSearchParams(String(body));
      const refreshToken = parameters.get('refresh_token');
      used.push(`${refreshToken} ${parameters.get('resource')}`);
      return Response.json({ access_token: 'a token', refresh_token: `${refreshToken}+` });
    };
    shareTokenRequests();
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  test('a session that could not store the new one goes on with it, however late', async () => {
    await askForToken();
    vi.advanceTimersByTime(3_600_000);
    await askForToken();
    await askForToken({ resource: 'other' });
    await askForToken({ refreshToken: 'r2' });

    expect(used).toEqual(['r1 api', 'r1+ api', 'r1++ other', 'r2 api']);
  });

  test('requests that began before a session stored it may use the old one for 3 seconds, then Logto sees a copy', async () => {
    await askForToken();
    await askForToken({ refreshToken: 'r1+', resource: 'stored' });
    await askForToken({ resource: 'late' });
    vi.advanceTimersByTime(3001);
    await askForToken({ resource: 'copy' });

    expect(used).toEqual(['r1 api', 'r1+ stored', 'r1++ late', 'r1 copy']);
  });

  test('the latest 1,000 are remembered', async () => {
    for (let count = 0; count <= 1000; count += 1) await askForToken({ refreshToken: `r${count}` });
    used = [];
    for (const refreshToken of ['r1', 'r0']) await askForToken({ refreshToken, resource: 'other' });

    expect(used).toEqual(['r1+ other', 'r0 other']);
  });
});

test('a successful answer that is not JSON reaches the caller', async () => {
  globalThis.fetch = async () => new Response('<html>');
  shareTokenRequests();
  const body = 'grant_type=refresh_token&refresh_token=r1';
  const response = await globalThis.fetch(endpoint, { method: 'POST', body });

  expect(await response.text()).toBe('<html>');
});
