import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createControlClient, type LocalLogto, startLocalLogto } from '../src/index.ts';
import { createBrowser } from './browser.ts';
import {
  alice,
  bob,
  firstApp,
  forEverything,
  forLittle,
  secondApp,
  shopping,
  store,
  tenant,
} from './fixture.ts';
import {
  authorizeRequest,
  basic,
  decode,
  exchangeCode,
  reachCallback,
  requestToken,
  signIn,
} from './sign-in-flow.ts';

const day = 24 * 3600;

describe('a grant', () => {
  let localLogto: LocalLogto;
  let endpoint: string;
  beforeAll(async () => {
    localLogto = await startLocalLogto({ tenant: tenant, port: 0, control: true });
    endpoint = localLogto.endpoint;
  });
  afterEach(() => createControlClient(endpoint).behave());
  afterAll(() => localLogto.close());

  const refresh = (refreshToken: string, more: Record<string, string> = {}, application = firstApp) =>
    requestToken(createBrowser(endpoint), application, {
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      ...more,
    });
  const userinfo = (token: string) =>
    createBrowser(endpoint).send('/oidc/me', { headers: { authorization: `Bearer ${token}` } });
  const revoke = (token: string) =>
    createBrowser(endpoint).send('/oidc/token/revocation', {
      method: 'POST',
      headers: { authorization: basic(firstApp.id, firstApp.secret) },
      body: new URLSearchParams({ token }),
    });
  const skew = (clockSkew: number) => createControlClient(endpoint).setFaults({ clockSkew });

  test('ends with all its tokens when a code is used a second time', async () => {
    const browser = createBrowser(endpoint);
    const request = forLittle();
    const callback = await reachCallback(browser, request, alice);
    const { json } = await exchangeCode(browser, request, callback);
    const replay = await exchangeCode(browser, request, callback);
    expect(replay.status).toBe(400);
    expect(replay.json.code).toBe('oidc.invalid_grant');
    expect((await refresh(String(json.refresh_token))).status).toBe(400);
    expect((await userinfo(String(json.access_token))).status).toBe(401);
  });

  test('is shared by the sign-ins of one user, app and browser, so that revoking one token ends all', async () => {
    const first = await signIn(endpoint, forLittle(), alice);
    const second = await signIn(endpoint, forLittle(), alice, first.browser);
    const elsewhere = await signIn(endpoint, forLittle(), alice);
    expect((await revoke(second.refresh)).status).toBe(200);
    expect((await refresh(first.refresh)).status).toBe(400);
    expect((await refresh(elsewhere.refresh)).status).toBe(200);
  });

  test('begins anew after it was revoked, in the same browser session', async () => {
    const first = await signIn(endpoint, forLittle(), alice);
    await revoke(first.refresh);
    const second = await signIn(endpoint, forLittle(), alice, first.browser);
    expect((await refresh(second.refresh)).status).toBe(200);
  });

  test('takes six refreshes at once, and gives the same refresh token back', async () => {
    const { refresh: token } = await signIn(endpoint, forEverything(), alice);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => refresh(token, { resource: shopping })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(new Set(answers.map(({ json }) => json.refresh_token))).toEqual(new Set([token]));
  });

  test('keeps its refresh token in the first 70 % of 14 days, and rotates it after', async () => {
    const { refresh: token } = await signIn(endpoint, forLittle(), alice);
    await skew(9 * day);
    expect((await refresh(token)).json.refresh_token).toBe(token);
    await skew(10 * day);
    expect((await refresh(token)).json.refresh_token).not.toBe(token);
  });

  test('takes a rotated refresh token for three seconds more', async () => {
    const { refresh: token } = await signIn(endpoint, forLittle(), alice);
    await skew(10 * day);
    await refresh(token);
    expect((await refresh(token)).status).toBe(200);
  });

  test('ends with all its tokens when a rotated refresh token is used later than that', async () => {
    const { refresh: token } = await signIn(endpoint, forLittle(), alice);
    await skew(10 * day);
    const { json } = await refresh(token);
    await skew(10 * day + 5);
    expect((await refresh(token)).json.code).toBe('oidc.invalid_grant');
    expect((await refresh(String(json.refresh_token))).status).toBe(400);
  });

  test('ends with its refresh token after 14 days', async () => {
    const { refresh: token } = await signIn(endpoint, forLittle(), alice);
    await skew(14 * day + 60);
    expect((await refresh(token)).status).toBe(400);
  });

  test('belongs to one app: another cannot use its refresh token', async () => {
    const { refresh: token } = await signIn(endpoint, forLittle(), alice);
    expect((await refresh(token, {}, secondApp)).json.code).toBe('oidc.invalid_grant');
  });

  test('belongs to one app: another cannot revoke its tokens', async () => {
    const { refresh: token } = await signIn(endpoint, forLittle(), alice);
    const answer = await createBrowser(endpoint).send('/oidc/token/revocation', {
      method: 'POST',
      headers: { authorization: basic(secondApp.id, secondApp.secret) },
      body: new URLSearchParams({ token }),
    });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body).error_description).toBe(
      'client is not authorized to revoke the presented token',
    );
    expect((await refresh(token)).status).toBe(200);
  });

  test('without offline_access ends with the browser session', async () => {
    const request = authorizeRequest(firstApp, 'openid profile');
    const { browser, json, access } = await signIn(endpoint, request, alice);
    expect(Object.keys(json).toSorted()).toEqual([
      'access_token',
      'expires_in',
      'id_token',
      'scope',
      'token_type',
    ]);
    expect((await userinfo(access)).status).toBe(200);
    const page = await browser.get(`/oidc/session/end?client_id=${firstApp.id}`);
    const [, xsrf = ''] = /name="xsrf" value="(\w+)"/.exec(page.body) ?? [];
    await browser.post('/oidc/session/end/confirm', { xsrf, logout: 'yes' });
    expect((await userinfo(access)).status).toBe(401);
  });

  test('carries the nonce into every ID token', async () => {
    const { id, refresh: token } = await signIn(endpoint, forLittle({ nonce: 'n-1' }), alice);
    expect(decode(id).payload.nonce).toBe('n-1');
    expect(decode(String((await refresh(token)).json.id_token)).payload.nonce).toBe('n-1');
  });

  test('gives access to resources by user roles and by the roles in all organizations', async () => {
    const { refresh: token } = await signIn(endpoint, forEverything(), alice);
    // Alice reads as a reader and writes as an admin of Acme: a real Logto adds the two up.
    expect((await refresh(token, { resource: shopping })).json.scope).toBe('shopping:read shopping:write');
    expect((await refresh(token, { resource: store })).json.scope).toBe('store:read');
  });

  test('gives access to a resource in one organization by user roles and the roles in that one', async () => {
    const { refresh: token, id } = await signIn(endpoint, forEverything(), alice);
    const { organizations } = decode(id).payload;
    const [acme, globex] = Array.isArray(organizations) ? organizations.map(String) : [];
    const inAcme = await refresh(token, { resource: shopping, organization_id: acme ?? '' });
    expect(inAcme.json.scope).toBe('shopping:read shopping:write');
    expect(decode(String(inAcme.json.access_token)).payload.organization_id).toBe(acme);
    const inGlobex = await refresh(token, { resource: shopping, organization_id: globex ?? '' });
    expect(inGlobex.json.scope).toBe('shopping:read');
  });

  test('for one resource still begins with an opaque token, which is for userinfo', async () => {
    const request = authorizeRequest(firstApp, 'openid offline_access shopping:read', [shopping]);
    const { access, refresh: token } = await signIn(endpoint, request, alice);
    expect(access).toHaveLength(43);
    expect((await refresh(token)).json.access_token).toHaveLength(43);
  });

  test('does not leak the permissions of an organization token into later tokens', async () => {
    const { refresh: token, id, json } = await signIn(endpoint, forEverything(), alice);
    const { organizations } = decode(id).payload;
    const [acme] = Array.isArray(organizations) ? organizations.map(String) : [];
    expect((await refresh(token, { organization_id: acme ?? '' })).json.scope).toBe(
      'read:members invite:member',
    );
    expect((await refresh(token)).json.scope).toBe(json.scope);
  });

  test('without the organizations scope gives no organization token', async () => {
    const { refresh: token } = await signIn(endpoint, forLittle(), alice);
    const { id } = await signIn(endpoint, forEverything(), alice);
    const { organizations } = decode(id).payload;
    const [acme] = Array.isArray(organizations) ? organizations.map(String) : [];
    const { status, json } = await refresh(token, { organization_id: acme ?? '' });
    expect(status).toBe(403);
    expect(json).toEqual({
      code: 'oidc.insufficient_scope',
      message: 'Token missing scope `{{scope}}`.',
      error: 'insufficient_scope',
      error_description: 'refresh token missing required scope',
      scope: 'urn:logto:scope:organizations',
    });
  });

  test('of a user without roles gives an access token without permissions', async () => {
    const { refresh: token } = await signIn(endpoint, forEverything(), bob);
    const { json } = await refresh(token, { resource: shopping });
    expect(json.scope).toBe('');
    expect(decode(String(json.access_token)).payload.scope).toBe('');
  });
});
