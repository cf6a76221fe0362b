import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { callProvider } from './call-provider.ts';
import { createAccount } from './test/account.ts';

const read = 'GET /api/my-account';
const stored = 'GET /api/my-account/identities/demo/access-token';

/** A provider, and the paths that it was asked for. */
const startProvider = async (metadata: object = {}) => {
  const asked: unknown[] = [];
  const server = createServer((request, response) => {
    const { url, headers } = request;
    asked.push(url);
    const isDiscovery = url === '/.well-known/openid-configuration';
    const body = isDiscovery
      ? { issuer: `http://${headers.host}`, userinfo_endpoint: `http://${headers.host}/me`, ...metadata }
      : { sub: 'hatter', isAccepted: headers.authorization === 'Bearer stored' };
    response.end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return { issuer: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`, asked };
};

const accountAt = (iss: string | undefined, token: { status: number; body: unknown }) =>
  createAccount({
    [read]: {
      status: 200,
      body: { id: 'u1', identities: { demo: { userId: 'hatter', details: { rawData: { iss } } } } },
    },
    [stored]: token,
  }).account;

const demo = { target: 'demo', issuer: 'https://wonderland.example.com' };

const token = { status: 200, body: { access_token: 'stored' } };

test('the provider is asked with the stored token, which the answer does not contain', async () => {
  const { issuer } = await startProvider();
  const answer = await callProvider(accountAt(issuer, token), { target: 'demo', issuer });

  expect(answer).toEqual({
    request: 'GET /me',
    status: 200,
    statusText: 'OK',
    body: { sub: 'hatter', isAccepted: true },
  });
});

test.each(['an issuer of its own', undefined])(
  'no host is asked that account data name, and the token stays here: %s',
  async (iss) => {
    const [provider, foreign] = [await startProvider(), await startProvider()];
    const account = accountAt(iss && foreign.issuer, token);

    await expect(callProvider(account, { target: 'demo', issuer: provider.issuer })).rejects.toThrow(
      /^The account is linked at .*: set the issuer of "demo"/,
    );
    expect([...provider.asked, ...foreign.asked]).toEqual([]);
  },
);

test.each([{ issuer: 'https://evil.example' }, { userinfo_endpoint: undefined }])(
  'the token goes nowhere if the issuer publishes %j',
  async (metadata) => {
    const { issuer, asked } = await startProvider(metadata);

    await expect(callProvider(accountAt(issuer, token), { target: 'demo', issuer })).rejects.toThrow(
      ' names ',
    );
    expect(asked).toEqual(['/.well-known/openid-configuration']);
  },
);

test('without a stored token, the answer is Logto’s', async () => {
  const missing = { status: 404, body: { code: 'secrets.third_party_token_set.token_not_found' } };

  expect(await callProvider(accountAt(undefined, missing), demo)).toMatchObject(missing);
});

test('where Logto does not show the account, the answer says why', async () => {
  const off = { status: 400, body: { code: 'account_center.not_enabled' } };

  expect(await callProvider(createAccount({ [read]: off }).account, demo)).toMatchObject(off);
});
