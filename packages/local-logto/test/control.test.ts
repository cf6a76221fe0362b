import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createControlClient, type LocalLogto, startLocalLogto } from '../src/index.ts';
import { createRequestLog } from '../src/request-log.ts';
import { createBrowser } from './browser.ts';
import { alice, bob, firstApp, forEverything, forLittle, shopping, tenant } from './fixture.ts';
import { decode, reachCallback, requestToken, signIn } from './sign-in-flow.ts';

let localLogto: LocalLogto;
let endpoint: string;
let control: ReturnType<typeof createControlClient>;
beforeAll(async () => {
  localLogto = await startLocalLogto({ tenant, port: 0, control: true });
  endpoint = localLogto.endpoint;
  control = createControlClient(endpoint);
});
afterEach(async () => {
  await control.behave();
  await control.clearRequests();
});
afterAll(() => localLogto.close());

const discovery = '/oidc/.well-known/openid-configuration';
const json = { 'content-type': 'application/json' };
const refreshIn = (refreshToken: string, more: Record<string, string> = {}) =>
  requestToken(createBrowser(endpoint), firstApp, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    ...more,
  });

describe('the request log', () => {
  test('tells who asked for what, newest first, and what came of it', async () => {
    const { refresh, access } = await signIn(endpoint, forEverything(), alice);
    await refreshIn(refresh, { resource: shopping, organization_id: 'nowhere' });
    await createBrowser(endpoint).send('/oidc/me', { headers: { authorization: `Bearer ${access}` } });
    const requests = await control.requests();
    expect(requests.slice(0, 3)).toMatchObject([
      { app: firstApp.id, method: 'GET', endpoint: '/oidc/me', status: 200 },
      {
        app: firstApp.id,
        method: 'POST',
        endpoint: '/oidc/token',
        grant: 'refresh_token',
        resource: shopping,
        organization: 'nowhere',
        status: 403,
      },
      { endpoint: '/oidc/token', grant: 'authorization_code', status: 200 },
    ]);
    expect(requests[3]).toMatchObject({ endpoint: '/oidc/auth/:id', status: 303, app: firstApp.id });
    expect(Math.abs((requests[0]?.time ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  test('holds no secret, token or code', async () => {
    const { refresh, access, id, callback } = await signIn(endpoint, forEverything(), alice);
    await refreshIn(refresh);
    const log = JSON.stringify(await control.requests());
    const code = callback.searchParams.get('code') ?? '';
    for (const secret of [refresh, access, id, code, firstApp.secret, alice.password]) {
      expect(log).not.toContain(secret);
    }
  });

  test('cuts long values short', async () => {
    await createBrowser(endpoint).get(`/oidc/auth?client_id=${'x'.repeat(3000)}`);
    expect((await control.requests())[0]?.app).toHaveLength(200);
  });

  test('can be emptied', async () => {
    await createBrowser(endpoint).get('/oidc/jwks');
    await control.clearRequests();
    expect(await control.requests()).toEqual([]);
  });

  test('keeps the latest 500 only', () => {
    const log = createRequestLog();
    for (let time = 1; time <= 510; time++) {
      log.add({ time, method: 'GET', endpoint: '/oidc/jwks', status: 200, duration: 1 });
    }
    expect(log.entries()).toHaveLength(500);
    expect(log.entries()[0]?.time).toBe(510);
  });
});

describe('a fault', () => {
  test('down: closes connections without an answer, but for the control API', async () => {
    await control.setFaults({ down: true });
    await expect(fetch(`${endpoint}${discovery}`)).rejects.toThrow('fetch failed');
    await expect(fetch(`${endpoint}/sign-in`)).rejects.toThrow('fetch failed');
    expect(await control.requests()).toMatchObject([{ endpoint: discovery, status: 0 }]);
  });

  test('serverError: answers 500, only where it was ordered', async () => {
    await control.setFaults({ serverError: true, only: '/oidc/token' });
    expect((await fetch(`${endpoint}/oidc/token`, { method: 'POST' })).status).toBe(500);
    expect((await fetch(`${endpoint}${discovery}`)).status).toBe(200);
  });

  test('delay: answers late', async () => {
    await control.setFaults({ delay: 150 });
    const begin = performance.now();
    expect((await fetch(`${endpoint}${discovery}`)).status).toBe(200);
    expect(performance.now() - begin).toBeGreaterThan(140);
  });

  test('hang: does not answer', async () => {
    await control.setFaults({ hang: true });
    const signal = AbortSignal.timeout(200);
    await expect(fetch(`${endpoint}${discovery}`, { signal })).rejects.toThrow('aborted due to timeout');
  });

  test('furtherOrganizations: claims more organizations for a member, none for anybody else', async () => {
    const organizationsOf = async (user: typeof alice) => {
      const { id } = await signIn(endpoint, forEverything(), user);
      return decode(id).payload.organizations;
    };
    const own = [await organizationsOf(alice)].flat();
    await control.setFaults({ furtherOrganizations: 5 });
    expect(await organizationsOf(alice)).toHaveLength(own.length + 5);
    expect(await organizationsOf(bob)).toEqual([]);
  });

  test('accessTokenTtl: shortens the life of access tokens', async () => {
    await control.setFaults({ accessTokenTtl: 7 });
    const { json: answer, refresh } = await signIn(endpoint, forEverything(), alice);
    expect(answer.expires_in).toBe(7);
    expect((await refreshIn(refresh, { resource: shopping })).json.expires_in).toBe(7);
    const { organizations } = decode(String(answer.id_token)).payload;
    const [organization] = Array.isArray(organizations) ? organizations.map(String) : [];
    expect((await refreshIn(refresh, { organization_id: organization ?? '' })).json.expires_in).toBe(7);
  });

  test('rotateAlways: gives a new refresh token every time', async () => {
    const { refresh } = await signIn(endpoint, forLittle(), alice);
    await control.setFaults({ rotateAlways: true });
    const { json: answer } = await refreshIn(refresh);
    expect(answer.refresh_token).not.toBe(refresh);
    expect((await refreshIn(String(answer.refresh_token))).status).toBe(200);
  });

  test('denyNextSignIn: sends one sign-in back with access_denied, and no more', async () => {
    await control.setFaults({ denyNextSignIn: true });
    const denied = await reachCallback(createBrowser(endpoint), forLittle(), alice);
    expect(denied.searchParams.get('error')).toBe('access_denied');
    const { browser } = await signIn(endpoint, forLittle(), alice);
    await control.setFaults({ denyNextSignIn: true });
    const deniedAgain = await reachCallback(browser, forLittle(), alice);
    expect(deniedAgain.searchParams.get('error')).toBe('access_denied');
    expect((await reachCallback(browser, forLittle(), alice)).searchParams.get('code')).toHaveLength(43);
  });

  test('clockSkew: moves the server into the past or the future', async () => {
    const now = Date.now() / 1000;
    await control.setFaults({ clockSkew: -7200 });
    const { id } = await signIn(endpoint, forLittle(), alice);
    expect(Number(decode(id).payload.exp)).toBeLessThan(now);
    await control.behave();
    expect(Math.abs(Date.now() / 1000 - now)).toBeLessThan(60);
  });

  test('clockSkew: ends with the server', async () => {
    const now = Date.now();
    const other = await startLocalLogto({ tenant, port: 0, control: true });
    await createControlClient(other.endpoint).setFaults({ clockSkew: 7200 });
    await other.close();
    expect(Math.abs(Date.now() - now)).toBeLessThan(60_000);
  });

  test('ends when it is not ordered again', async () => {
    await control.setFaults({ serverError: true });
    await control.setFaults({ delay: 0 });
    expect((await fetch(`${endpoint}${discovery}`)).status).toBe(200);
  });
});

describe('the control API', () => {
  test('expires the opaque access tokens', async () => {
    const { access } = await signIn(endpoint, forLittle(), alice);
    const headers = { authorization: `Bearer ${access}` };
    expect((await fetch(`${endpoint}/oidc/me`, { headers })).status).toBe(200);
    await control.expireAccessTokens();
    expect((await fetch(`${endpoint}/oidc/me`, { headers })).status).toBe(401);
  });

  test('rotates the signing key and drops the old one; sessions and grants go on', async () => {
    const { refresh, id } = await signIn(endpoint, forLittle(), alice);
    await control.rotateKeys();
    const { keys } = JSON.parse((await createBrowser(endpoint).get('/oidc/jwks')).body);
    expect(keys).toHaveLength(1);
    expect(keys[0].kid).not.toBe(decode(id).header.kid);
    const { json: answer } = await refreshIn(refresh);
    expect(decode(String(answer.id_token)).header.kid).toBe(keys[0].kid);
  });

  test('forgets everything, as a restart does', async () => {
    const { refresh, id, browser } = await signIn(endpoint, forLittle(), alice);
    await control.restart();
    expect((await refreshIn(refresh)).status).toBe(400);
    expect((await browser.get(`/oidc/auth?${forLittle().parameters}`)).location).toContain('/sign-in');
    const again = await signIn(endpoint, forLittle(), alice);
    expect(decode(again.id).payload.sub).toBe(decode(id).payload.sub);
    expect(decode(again.id).header.kid).not.toBe(decode(id).header.kid);
  });

  test('tells the faults that are ordered', async () => {
    await control.setFaults({ delay: 5, only: '/oidc/me' });
    const answer = await fetch(`${endpoint}/local/faults`);
    expect(await answer.json()).toEqual({ delay: 5, only: '/oidc/me' });
  });

  test.each([
    ['[]', 'Faults must be an object.'],
    ['null', 'Faults must be an object.'],
    ['{"upside":1}', 'There is no fault "upside"'],
    ['{"toString":true}', 'There is no fault "toString"'],
    ['{"down":"yes"}', 'down must be true or false.'],
    ['{"delay":-1}', 'delay must be milliseconds from 0 to 60000.'],
    ['{"delay":1.5}', 'delay must be milliseconds from 0 to 60000.'],
    ['{"accessTokenTtl":0}', 'accessTokenTtl must be seconds from 1 to 86400.'],
    ['{"clockSkew":1e12}', 'clockSkew must be seconds, ten years at most.'],
    ['{"only":"oidc"}', 'only must be a path.'],
    ['{', 'The body is not JSON, or is longer than 56 kB.'],
    [JSON.stringify({ only: `/${'x'.repeat(60_000)}` }), 'The body is not JSON, or is longer than 56 kB.'],
  ])('refuses the order %s', async (body, message) => {
    const answer = await fetch(`${endpoint}/local/faults`, { method: 'PUT', headers: json, body });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ message: expect.stringContaining(message) });
  });

  test('refuses pages of other origins, forms, and foreign host names', async () => {
    const restart = (headers: Record<string, string>) =>
      fetch(`${endpoint}/local/restart`, { method: 'POST', headers, body: '{}' });
    expect((await restart({ ...json, origin: 'http://evil.example' })).status).toBe(403);
    expect((await restart({ ...json, origin: 'null' })).status).toBe(403);
    expect((await restart({ 'content-type': 'text/plain' })).status).toBe(415);
    expect((await restart({ ...json, origin: endpoint })).status).toBe(200);
  });

  test('gives no other origin leave to ask', async () => {
    const preflight = await fetch(`${endpoint}/local/restart`, {
      method: 'OPTIONS',
      headers: { origin: 'http://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('is not there unless it was asked for', async () => {
    const plain = await startLocalLogto({ tenant, port: 0 });
    const refused = createControlClient(plain.endpoint);
    await expect(refused.requests()).rejects.toThrow('GET /local/requests: 404');
    await expect(refused.setFaults({ down: true })).rejects.toThrow('PUT /local/faults: 404');
    await plain.close();
  });
});
