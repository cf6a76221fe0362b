import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { callProvider } from './call-provider.ts';
import { createAccount } from './test/account.ts';

const read = 'GET /api/my-account';
const stored = 'GET /api/my-account/identities/demo/access-token';

const startProvider = async () => {
  const server = createServer((request, response) => {
    const { url, headers } = request;
    const isDiscovery = url === '/.well-known/openid-configuration';
    const body = isDiscovery
      ? { userinfo_endpoint: `http://${headers.host}/me` }
      : { sub: 'hatter', isAccepted: headers.authorization === 'Bearer stored' };
    response.end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
};

const accountAt = (iss: string | undefined, token: { status: number; body: unknown }) =>
  createAccount({
    [read]: {
      status: 200,
      body: { id: 'u1', identities: { demo: { userId: 'hatter', details: { rawData: { iss } } } } },
    },
    [stored]: token,
  }).account;

const token = { status: 200, body: { access_token: 'stored' } };

test('the provider is asked with the stored token, which the answer does not contain', async () => {
  const answer = await callProvider(accountAt(await startProvider(), token), 'demo');

  expect(answer).toEqual({
    request: 'GET /me',
    status: 200,
    statusText: 'OK',
    body: { sub: 'hatter', isAccepted: true },
  });
});

test('without a stored token, the answer is Logto’s', async () => {
  const missing = { status: 404, body: { code: 'secrets.third_party_token_set.token_not_found' } };

  expect(await callProvider(accountAt(undefined, missing), 'demo')).toMatchObject(missing);
});

test('where Logto does not show the account, the answer says why', async () => {
  const off = { status: 400, body: { code: 'account_center.not_enabled' } };

  expect(await callProvider(createAccount({ [read]: off }).account, 'demo')).toMatchObject(off);
});
