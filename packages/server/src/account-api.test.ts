import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createAccountApi, readAccount, refusalOf } from './account-api.ts';
import { classifyFailure } from './failures.ts';

const json = { 'content-type': 'application/json; charset=utf-8' };

const closing: Array<() => void> = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const listen = async (listener: RequestListener) => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  closing.push(() => server.close());
  await once(server, 'listening');
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
};

const rejected = { code: 'auth.unauthorized', message: 'Unauthorized.' };

/** A Logto that answers with the request, or with 401 to any token but this one. */
const echo =
  (token: string): RequestListener =>
  async (request, response) => {
    const isAccepted = request.headers.authorization === `Bearer ${token}`;
    const text = (await request.toArray()).join('');
    const { method, url, headers } = request;
    const body = {
      request: `${method} ${url}`,
      verificationId: headers['logto-verification-id'],
      body: text && JSON.parse(text),
    };
    response.writeHead(isAccepted ? 200 : 401, json).end(JSON.stringify(isAccepted ? body : rejected));
  };

const answerWith =
  (status: number, body?: unknown): RequestListener =>
  (_request, response) =>
    response.writeHead(status, json).end(body && JSON.stringify(body));

const accountAt = async (listener: RequestListener) =>
  createAccountApi(await listen(listener), { getAccessToken: async () => 'opaque' });

test('a call sends method, path, body, token and verification record', async () => {
  const account = await accountAt(echo('opaque'));

  const answer = await account('PATCH /api/my-account', { body: { name: 'Al' }, verificationId: 'record' });

  expect(answer).toEqual({
    request: 'PATCH /api/my-account',
    status: 200,
    statusText: 'OK',
    body: { request: 'PATCH /api/my-account', verificationId: 'record', body: { name: 'Al' } },
  });
});

test('a response without content has no body', async () => {
  const account = await accountAt(answerWith(204));

  expect(await account('DELETE /api/my-account/identities/demo')).not.toHaveProperty('body');
});

test('a token that Logto rejects is replaced once', async () => {
  const getAccessToken = vi.fn(async () => 'new').mockResolvedValueOnce('old');
  const clearAccessToken = vi.fn(async () => {});
  const account = createAccountApi(await listen(echo('new')), { getAccessToken, clearAccessToken });

  expect((await account('GET /api/my-account')).status).toBe(200);
  expect(clearAccessToken).toHaveBeenCalledOnce();
});

test('a missing verification record is no reason to replace the token', async () => {
  const clearAccessToken = vi.fn(async () => {});
  const account = createAccountApi(
    await listen(answerWith(401, { code: 'verification_record.permission_denied' })),
    { getAccessToken: async () => 'opaque', clearAccessToken },
  );

  const answer = await account('DELETE /api/my-account/identities/demo');

  expect(refusalOf(answer)).toBe('verification_record.permission_denied');
  expect(clearAccessToken).not.toHaveBeenCalled();
});

test.each([
  [200, { code: 'no refusal' }, undefined],
  [422, { code: 'user.phone_already_in_use' }, 'user.phone_already_in_use'],
  [500, { message: 'Internal server error.' }, 'http_error_500'],
])('the refusal of a response with status %i and %j is %s', async (status, body, code) => {
  expect(refusalOf({ request: '', status, statusText: '', body })).toBe(code);
});

describe('the account', () => {
  test('is what Logto tells about the user', async () => {
    const account = { id: 'u1', name: 'Alice' };

    expect(await readAccount(await accountAt(answerWith(200, account)))).toEqual({ account });
  });

  test('is empty if the account center is off, and Logto’s response says so', async () => {
    const off = { code: 'account_center.not_enabled' };

    expect(await readAccount(await accountAt(answerWith(400, off)))).toMatchObject({
      account: {},
      refusal: { status: 400, body: off },
    });
  });

  test.each([
    [500, { message: 'Internal server error.' }, 'unreachable'],
    [401, rejected, 'token-rejected'],
  ])('cannot be read: status %i of Logto is the failure "%s"', async (status, body, kind) => {
    const reading = readAccount(await accountAt(answerWith(status, body)));

    expect(classifyFailure(await reading.catch((error: unknown) => error))).toBe(kind);
  });
});
