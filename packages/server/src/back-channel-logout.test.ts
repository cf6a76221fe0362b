import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Logout } from '@repo/session';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { createBackChannelLogout } from './back-channel-logout.ts';

const appId = 'an-app';
const event = 'http://schemas.openid.net/event/backchannel-logout';

const [logtoKeys, otherKeys] = [await generateKeyPair('ES384'), await generateKeyPair('ES384')];
const jwks = {
  keys: [{ ...(await exportJWK(logtoKeys.publicKey)), kid: 'a-key', alg: 'ES384', use: 'sig' }],
};

/** What Logto answers when it is asked for its keys. */
let answer = { status: 200, body: JSON.stringify(jwks) };
const logto = createServer((_, response) => {
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
});
let endpoint = '';
beforeAll(async () => {
  await once(logto.listen(0, '127.0.0.1'), 'listening');
  const address = logto.address();
  if (typeof address !== 'object' || address === null) throw new Error('No port');
  endpoint = `http://127.0.0.1:${address.port}`;
});
afterAll(() => logto.close());

let logged: unknown[] = [];
beforeEach(() => {
  vi.useRealTimers();
  answer = { status: 200, body: JSON.stringify(jwks) };
  logged = [];
  vi.spyOn(console, 'error').mockImplementation((...values) => logged.push(...values));
});

/** An app that ends sessions by logout tokens, each once, and remembers what they said. */
const startApp = () => {
  const logouts: Logout[] = [];
  const logOut = createBackChannelLogout({ endpoint, appId }, async (logout) => {
    const isFirstUse = logouts.every(({ jti }) => jti !== logout.jti);
    if (isFirstUse) logouts.push(logout);
    return isFirstUse;
  });
  return { logOut, logouts };
};

const now = () => Math.floor(Date.now() / 1000);

/** The claims of a logout token as Logto makes them, with changes. */
const claimsWith = (changes: JWTPayload = {}): JWTPayload => ({
  iss: `${endpoint}/oidc`,
  aud: appId,
  iat: now(),
  exp: now() + 120,
  jti: randomUUID(),
  sub: 'alice',
  sid: 'session-of-alice',
  events: { [event]: {} },
  ...changes,
});

const sign = (claims: JWTPayload, header = {}, { privateKey } = logtoKeys) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES384', kid: 'a-key', typ: 'logout+jwt', ...header })
    .sign(privateKey);

test('a logout token of Logto ends the sessions that it names', async () => {
  const { logOut, logouts } = startApp();
  const claims = claimsWith();

  expect(await logOut(await sign(claims))).toEqual({ status: 200, body: {} });

  expect(logouts).toEqual([
    { jti: claims.jti, sid: 'session-of-alice', sub: 'alice', expiresAt: Number(claims.exp) + 30 },
  ]);
});

test.each<[string, JWTPayload, object]>([
  ['without a sid', { sid: undefined }, {}],
  ['without a sub', { sub: undefined }, {}],
  ['without a type', {}, { typ: undefined }],
  ['with its type written as a media type', {}, { typ: 'application/logout+jwt' }],
  ['for several applications', { aud: ['another-app', appId] }, {}],
  ['from a clock that is some seconds ahead', { iat: now() + 10 }, {}],
])('a logout token %s is accepted', async (_, changes, header) => {
  const { logOut, logouts } = startApp();

  expect((await logOut(await sign(claimsWith(changes), header))).status).toBe(200);
  expect(logouts).toHaveLength(1);
});

test.each<[string, JWTPayload, object]>([
  ['of another issuer', { iss: 'https://evil.example/oidc' }, {}],
  ['without an issuer', { iss: undefined }, {}],
  ['for another application', { aud: 'another-app' }, {}],
  ['without an audience', { aud: undefined }, {}],
  ['that has expired', { iat: now() - 240, exp: now() - 120 }, {}],
  ['that never expires', { exp: undefined }, {}],
  ['that was issued an hour ago', { iat: now() - 3600 }, {}],
  ['that is issued in an hour', { iat: now() + 3600, exp: now() + 3720 }, {}],
  ['that does not say when it was issued', { iat: undefined }, {}],
  ['without an id', { jti: undefined }, {}],
  ['with an empty id', { jti: '' }, {}],
  ['without an event', { events: undefined }, {}],
  ['of another event', { events: { 'http://schemas.openid.net/event/other': {} } }, {}],
  ['whose event is no object', { events: { [event]: true } }, {}],
  ['whose events are a list', { events: [event] }, {}],
  ['with a nonce, such as an ID token has', { nonce: 'a-nonce' }, {}],
  ['that names neither a session nor a user', { sid: undefined, sub: undefined }, {}],
  ['that names an empty session', { sid: '' }, {}],
  ['whose session is no text', { sid: 1 }, {}],
  ['whose type is that of an access token', {}, { typ: 'at+jwt' }],
  ['signed with a key that Logto does not have', {}, { kid: 'another-key' }],
])('a logout token %s ends nothing', async (_, changes, header) => {
  const { logOut, logouts } = startApp();

  expect(await logOut(await sign(claimsWith(changes), header))).toEqual({
    status: 400,
    body: { error: 'invalid_request', error_description: expect.stringMatching(/^The logout token is not/) },
  });
  expect(logouts).toEqual([]);
});

test('a forged, unsigned or changed logout token ends nothing', async () => {
  const { logOut, logouts } = startApp();
  const [header = '', , signature = ''] = (await sign(claimsWith())).split('.');
  const payload = Buffer.from(JSON.stringify(claimsWith({ sid: 'session-of-bob' }))).toString('base64url');

  for (const token of [
    await sign(claimsWith(), {}, otherKeys),
    new UnsecuredJWT(claimsWith()).encode(),
    `${header}.${payload}.${signature}`,
    await new SignJWT(claimsWith()).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32)),
    'not a token',
    '',
  ]) {
    expect(await logOut(token), token).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  }
  expect(logouts).toEqual([]);
});

test('a logout token that is replayed ends nothing', async () => {
  const { logOut, logouts } = startApp();
  const token = await sign(claimsWith());
  await logOut(token);

  expect(await logOut(token)).toEqual({
    status: 400,
    body: { error: 'invalid_request', error_description: 'This logout token was used before' },
  });
  expect(logouts).toHaveLength(1);
});

test.each([[undefined], [null], [['a', 'b']], [{}], [1]])(
  'a request with the logout token %j is refused',
  async (token) => {
    expect(await startApp().logOut(token)).toMatchObject({ status: 400, body: { error: 'invalid_request' } });
  },
);

test('the id of a logout token need not be remembered for longer than ten minutes, however long it lives', async () => {
  const { logOut, logouts } = startApp();
  await logOut(await sign(claimsWith({ exp: now() + 1_000_000 })));

  expect(logouts[0]?.expiresAt).toBeLessThanOrEqual(now() + 630);
});

test.each([
  ['answers 500', { status: 500, body: 'down' }],
  ['answers something else', { status: 200, body: '<h1>Hello</h1>' }],
])('nothing ends while Logto %s when it is asked for its keys', async (_, failure) => {
  const { logOut, logouts } = startApp();
  const token = await sign(claimsWith());
  answer = failure;
  expect(await logOut(token)).toMatchObject({ status: 400, body: { error: 'temporarily_unavailable' } });
  answer = { status: 200, body: JSON.stringify(jwks) };

  expect(logouts).toEqual([]);
  expect((await logOut(token)).status).toBe(200);
});

test('a logout token of a new key ends sessions, a second after the keys were last fetched', async () => {
  const { logOut } = startApp();
  await logOut(await sign(claimsWith()));
  const newKey = { ...(await exportJWK(otherKeys.publicKey)), kid: 'new-key', alg: 'ES384', use: 'sig' };
  answer = { status: 200, body: JSON.stringify({ keys: [newKey] }) };
  const token = await sign(claimsWith(), { kid: 'new-key' }, otherKeys);

  expect((await logOut(token)).status).toBe(400);
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 1001 });
  expect((await logOut(token)).status).toBe(200);
});

test('Logto is told that a logout failed if the sessions cannot be ended', async () => {
  const store = Object.assign(new Error('Redis is down'), { name: 'SessionStoreError' });
  const logOut = createBackChannelLogout({ endpoint, appId }, () => Promise.reject(store));

  expect(await logOut(await sign(claimsWith()))).toMatchObject({
    status: 400,
    body: { error: 'temporarily_unavailable' },
  });
});

test('neither the log nor the answer contains the token or a claim', async () => {
  const { logOut } = startApp();
  for (const token of [
    await sign(claimsWith({ aud: 'another-app' })),
    await sign(claimsWith({ nonce: 'a-nonce' })),
    await sign(claimsWith(), {}, otherKeys),
  ]) {
    const text = JSON.stringify(await logOut(token));
    for (const part of [...token.split('.'), 'alice', 'another-app', 'a-nonce']) {
      expect(text).not.toContain(part);
      expect(logged.join(' ')).not.toContain(part);
    }
  }
  // Not an error of jose itself: it carries the claims.
  expect(logged.every((value) => typeof value === 'string')).toBe(true);
});

test('a made-up token writes no line of its own into the log, nor into the answer', async () => {
  const { logOut } = startApp();
  const forged = 'x\nback-channel logout: all is well \u001b[31m \u009b31m';
  const header = Buffer.from(JSON.stringify({ alg: 'ES384', crit: [forged], [forged]: 1 })).toString(
    'base64url',
  );
  const { body } = await logOut(`${header}.e30.AA`);

  expect([...logged, body.error_description].join(' ')).not.toMatch(/\p{Cc}|all is well/u);
});

test('an operator reads in the log which claim is wrong', async () => {
  await startApp().logOut(await sign(claimsWith({ aud: 'another-app' })));

  expect(logged.join(' ')).toBe('back-channel logout: refused: ERR_JWT_CLAIM_VALIDATION_FAILED aud');
});

test('an app whose sessions are in cookies says that it ends none, and which variable changes that', async () => {
  const logOut = createBackChannelLogout({ endpoint, appId }, undefined);

  expect(await logOut(await sign(claimsWith()))).toMatchObject({
    status: 501,
    body: { error: 'unsupported', error_description: expect.stringContaining('SESSION_STORE') },
  });
});
