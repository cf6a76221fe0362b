import { compactVerify, createRemoteJWKSet } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type LocalLogto, startLocalLogto } from '../local-logto.ts';
import { connectedTenant } from '../test/connected-tenant.ts';
import { alice, forLittle, refreshTokens, tenant } from '../test/fixture.ts';
import { decode, openBrowser, signIn } from '../test/sign-in-flow.ts';
import { openVisit } from '../test/visitor.ts';
import { type ControlClient, createControlClient } from './control-client.ts';

const json = { 'content-type': 'application/json' };

let localLogto: LocalLogto;
let endpoint: string;
let control: ControlClient;
beforeAll(async () => {
  localLogto = await startLocalLogto({ tenant, port: 0, control: true });
  endpoint = localLogto.endpoint;
  control = createControlClient(endpoint);
});
afterEach(() => control.behave());
afterAll(() => localLogto.close());

describe('the control API', () => {
  test('expires the opaque access tokens', async () => {
    const { access } = await signIn(endpoint, forLittle(), alice);
    const headers = { authorization: `Bearer ${access}` };
    expect((await fetch(`${endpoint}/oidc/me`, { headers })).status).toBe(200);
    await control.expireAccessTokens();
    expect((await fetch(`${endpoint}/oidc/me`, { headers })).status).toBe(401);
  });

  test('replaces the signing key; sessions and grants continue', async () => {
    const { refresh, id } = await signIn(endpoint, forLittle(), alice);
    await control.rotateKeys();
    const { keys } = JSON.parse((await openBrowser(endpoint).open('/oidc/jwks')).body);
    expect(keys).toHaveLength(1);
    expect(keys[0].kid).not.toBe(decode(id).header.kid);
    const { json: answer } = await refreshTokens(endpoint, refresh);
    expect(decode(String(answer.id_token)).header.kid).toBe(keys[0].kid);
  });

  test('forgets everything but the keys', async () => {
    const { refresh, id, browser } = await signIn(endpoint, forLittle(), alice);
    await control.restart();
    expect((await refreshTokens(endpoint, refresh)).status).toBe(400);
    expect((await browser.open(`/oidc/auth?${forLittle().parameters}`)).location).toContain('/sign-in');
    const again = await signIn(endpoint, forLittle(), alice);
    expect(decode(again.id).payload.sub).toBe(decode(id).payload.sub);
    expect(decode(again.id).header.kid).toBe(decode(id).header.kid);
  });

  test('signs a logout token with the given claims and the current key', async () => {
    await control.rotateKeys();
    const claims = { iss: 'https://evil.example', exp: 1, sid: 'a-session' };
    const token = await control.signLogoutToken(claims);
    const keys = createRemoteJWKSet(new URL(`${endpoint}/oidc/jwks`));
    const { payload, protectedHeader } = await compactVerify(token, keys);
    expect(JSON.parse(new TextDecoder().decode(payload))).toEqual(claims);
    expect(protectedHeader).toMatchObject({ alg: 'ES384', typ: 'logout+jwt' });

    const refused = await fetch(`${endpoint}/local/logout-token`, {
      method: 'POST',
      headers: json,
      body: '[]',
    });
    expect(refused.status).toBe(400);
  });

  test('returns the latest text messages, newest first, and clears them', async () => {
    const connected = await startLocalLogto({ tenant: connectedTenant(), port: 0, control: true });
    const { messages, clearMessages } = createControlClient(connected.endpoint);
    for (const identifier of ['12025550101', '12025550102']) {
      const { start, press } = openVisit(connected.endpoint);
      await press(await start(), 'Sign in', { identifier });
    }
    const text = expect.stringMatching(/^Logto: Your sign-in code is \d{6}\.$/);
    expect(await messages()).toEqual([
      { phone: '12025550102', text, code: expect.stringMatching(/^\d{6}$/), time: expect.any(Number) },
      { phone: '12025550101', text, code: expect.stringMatching(/^\d{6}$/), time: expect.any(Number) },
    ]);
    await clearMessages();
    expect(await messages()).toEqual([]);
    await connected.close();
  });

  test('returns the current faults', async () => {
    await control.setFaults({ delay: 5, only: '/oidc/me' });
    const answer = await fetch(`${endpoint}/local/faults`);
    expect(await answer.json()).toEqual({ delay: 5, only: '/oidc/me' });
  });

  test.each([
    ['[]', 'Faults must be an object.'],
    ['null', 'Faults must be an object.'],
    ['{"upside":1}', 'Unknown fault "upside".'],
    ['{"toString":true}', 'Unknown fault "toString".'],
    ['{"down":"yes"}', 'down must be true or false.'],
    ['{"delay":-1}', 'delay must be milliseconds from 0 to 60000.'],
    ['{"delay":1.5}', 'delay must be milliseconds from 0 to 60000.'],
    ['{"accessTokenTtl":0}', 'accessTokenTtl must be seconds from 1 to 86400.'],
    ['{"clockSkew":1e12}', 'clockSkew must be seconds, at most ten years.'],
    ['{"only":"oidc"}', 'only must be a path.'],
    ['{', 'The body is not JSON, or is longer than 56 kB.'],
    [JSON.stringify({ only: `/${'x'.repeat(60_000)}` }), 'The body is not JSON, or is longer than 56 kB.'],
  ])('refuses the order %s', async (body, message) => {
    const answer = await fetch(`${endpoint}/local/faults`, { method: 'PUT', headers: json, body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ message: expect.stringContaining(message) });
  });

  test('refuses other origins and other content types', async () => {
    const restart = (headers: Record<string, string>) =>
      fetch(`${endpoint}/local/restart`, { method: 'POST', headers, body: '{}' });
    expect((await restart({ ...json, origin: 'http://evil.example' })).status).toBe(403);
    expect((await restart({ ...json, origin: 'null' })).status).toBe(403);
    expect((await restart({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await restart({ ...json, origin: endpoint })).status).toBe(200);
  });

  test('allows no other origin in a preflight', async () => {
    const preflight = await fetch(`${endpoint}/local/restart`, {
      method: 'OPTIONS',
      headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('is off by default', async () => {
    const plain = await startLocalLogto({ tenant, port: 0 });
    const refused = createControlClient(plain.endpoint);
    await expect(refused.requests()).rejects.toThrow('GET /local/requests: 404');
    await expect(refused.setFaults({ down: true })).rejects.toThrow('PUT /local/faults: 404');
    await plain.close();
  });
});
