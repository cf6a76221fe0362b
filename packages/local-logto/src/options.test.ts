import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { json } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { createControlClient } from './control/control-client.ts';
import { type LocalLogtoOptions, startLocalLogto } from './local-logto.ts';
import { alice, forLittle, refreshTokens, tenant } from './test/fixture.ts';
import { openBrowser, reachCallback, signIn } from './test/sign-in-flow.ts';

const start = async (options: Partial<LocalLogtoOptions> = {}) => {
  const localLogto = await startLocalLogto({ tenant, port: 0, control: true, ...options });
  onTestFinished(() => localLogto.close());
  return localLogto;
};

const pem = (address: string) => readFileSync(new URL(`test/tls/${address}`, import.meta.url), 'utf8');

/** Asks a server for its metadata under a host name, wherever that leads. */
const metadataAt = async (port: number, host: string, ca?: string) => {
  const request = (ca ? requestHttps : requestHttp)({
    host: '127.0.0.1',
    port,
    path: '/oidc/.well-known/openid-configuration',
    headers: { host },
    ca,
    servername: 'localhost',
  });
  request.end();
  return new Promise<{ status: number | undefined; body: unknown }>((resolve, reject) => {
    request.once('error', reject);
    request.once('response', async (response) => {
      resolve({ status: response.statusCode, body: await json(response) });
    });
  });
};

const keysOf = async (endpoint: string): Promise<unknown> => (await fetch(`${endpoint}/oidc/jwks`)).json();

const newKey = () =>
  generateKeyPairSync('ec', { namedCurve: 'P-384' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString();

test('an issuer of another name is in the metadata, and its host is answered besides localhost', async () => {
  const { port, endpoint } = await start({ issuer: 'https://logto.test/oidc' });
  expect(endpoint).toBe('https://logto.test');
  for (const host of ['logto.test', `LOGTO.test:${port}`, `localhost:${port}`]) {
    expect(await metadataAt(port, host)).toMatchObject({
      status: 200,
      body: { issuer: 'https://logto.test/oidc', token_endpoint: 'https://logto.test/oidc/token' },
    });
  }
  expect((await metadataAt(port, 'evil.test')).status).toBe(421);
  expect((await metadataAt(port, 'logto.test.evil.test')).status).toBe(421);
});

test.each([
  'http://logto.test',
  'http://logto.test/a/oidc',
  'logto.test/oidc',
  'http://user@logto.test/oidc',
])('the issuer %s is refused', async (issuer) => {
  await expect(startLocalLogto({ tenant, port: 0, issuer })).rejects.toThrow(
    `the issuer "${issuer}" must be an address that ends with /oidc`,
  );
});

test('HTTPS with a given certificate', async () => {
  const cert = pem('cert.pem');
  const { port, endpoint } = await start({ tls: { cert, key: pem('key.pem') } });
  expect(endpoint).toBe(`https://localhost:${port}`);
  expect((await metadataAt(port, `localhost:${port}`, cert)).body).toMatchObject({
    issuer: `${endpoint}/oidc`,
    authorization_endpoint: `${endpoint}/oidc/auth`,
  });
});

test('a given signing key is the same in every server and after a reset; another type of key is refused', async () => {
  const signingKey = newKey();
  const [one, other] = [await start({ signingKey }), await start({ signingKey })];
  const keys = await keysOf(one.endpoint);
  expect(await keysOf(other.endpoint)).toEqual(keys);
  await createControlClient(one.endpoint).rotateKeys();
  expect(await keysOf(one.endpoint)).not.toEqual(keys);
  one.reset();
  expect(await keysOf(one.endpoint)).toEqual(keys);

  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const wrong = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  await expect(startLocalLogto({ tenant, port: 0, signingKey: wrong })).rejects.toThrow('curve P-384');
});

test('reset: everything is as in the tenant again', async () => {
  const localLogto = await start();
  const { endpoint } = localLogto;
  const control = createControlClient(endpoint);
  const browser = openBrowser(endpoint);
  await browser.open(`/oidc/auth?${forLittle({ first_screen: 'register' }).parameters}`);
  await browser.post('/register', { identifier: 'newcomer' });
  const password = 'long-enough-1';
  await browser.post('/register/password', { newPassword: password, confirmPassword: password });
  const newcomer = { identifier: 'newcomer', password };
  await signIn(endpoint, forLittle(), newcomer);
  const { refresh } = await signIn(endpoint, forLittle(), alice);
  await control.setFaults({ serverError: true, only: '/oidc/me', clockSkew: 60 });

  localLogto.reset();

  expect(await control.requests()).toEqual([]);
  expect(await control.messages()).toEqual([]);
  expect(await (await fetch(`${endpoint}/local/faults`)).json()).toEqual({});
  expect((await fetch(`${endpoint}/oidc/me`)).status).toBe(401);
  expect((await refreshTokens(endpoint, refresh)).json.error).toBe('invalid_grant');
  await expect(reachCallback(openBrowser(endpoint), forLittle(), newcomer)).rejects.toThrow();
  expect((await signIn(endpoint, forLittle(), alice)).refresh).toMatch(/^[\w-]{43}$/);
});

test('several servers in one process know nothing of each other', async () => {
  const [one, other] = [await start(), await start()];
  const { refresh, browser } = await signIn(one.endpoint, forLittle(), alice);
  await createControlClient(one.endpoint).setFaults({ serverError: true });

  expect((await refreshTokens(other.endpoint, refresh)).json.error).toBe('invalid_grant');
  expect(await createControlClient(other.endpoint).requests()).toHaveLength(1);
  other.reset();
  await createControlClient(one.endpoint).behave();
  expect((await refreshTokens(one.endpoint, refresh)).status).toBe(200);
  expect((await browser.open(`/oidc/auth?${forLittle().parameters}`)).location).not.toContain('/sign-in');
});
