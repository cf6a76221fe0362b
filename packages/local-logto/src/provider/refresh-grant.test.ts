import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createControlClient } from '../control/control-client.ts';
import { type LocalLogto, startLocalLogto } from '../local-logto.ts';
import {
  alice,
  bob,
  firstApp,
  forEverything,
  forLittle,
  refreshTokens,
  secondApp,
  shopping,
  store,
  tenant,
} from '../test/fixture.ts';
import {
  authorizeRequest,
  basic,
  decode,
  exchangeCode,
  openBrowser,
  reachCallback,
  signIn,
} from '../test/sign-in-flow.ts';

const day = 24 * 3600;

describe('a grant', () => {
  let localLogto: LocalLogto;
  let endpoint: string;
  beforeAll(async () => {
    localLogto = await startLocalLogto({ tenant, port: 0, control: true });
    endpoint = localLogto.endpoint;
  });
  afterEach(() => createControlClient(endpoint).behave());
  afterAll(() => localLogto.close());

  const refresh = (refreshToken: string, more: Record<string, string> = {}, application = firstApp) =>
    refreshTokens(endpoint, refreshToken, more, application);
  const userinfo = (token: string) =>
    openBrowser(endpoint).send('/oidc/me', { headers: { authorization: `Bearer ${token}` } });
  const revoke = (token: string) =>
    openBrowser(endpoint).send('/oidc/token/revocation', {
      method: 'POST',
      headers: { authorization: basic(firstApp.id, firstApp.secret) },
      body: new URLSearchParams({ token }),
    });
  const skew = (clockSkew: number) => createControlClient(endpoint).setFaults({ clockSkew });

  test('ends with all its tokens when its code is used twice', async () => {
    const browser = openBrowser(endpoint);
    const request = forLittle();
    const callback = await reachCallback(browser, request, alice);
    const { json } = await exchangeCode(browser, request, callback);
    const replay = await exchangeCode(browser, request, callback);
    expect(replay.status).toBe(400);
    expect(replay.json.code).toBe('oidc.invalid_grant');
    expect((await refresh(String(json.refresh_token))).status).toBe(400);
    expect((await userinfo(String(json.access_token))).status).toBe(401);
  });

  test('is shared by the sign-ins of one user, app and browser, so revoking one token revokes all', async () => {
    const first = await signIn(endpoint, forLittle(), alice);
    const second = await signIn(endpoint, forLittle(), alice, first.browser);
    const elsewhere = await signIn(endpoint, forLittle(), alice);
    expect((await revoke(second.refresh)).status).toBe(200);
    expect((await refresh(first.refresh)).status).toBe(400);
    expect((await refresh(elsewhere.refresh)).status).toBe(200);
  });

  test('is created again after it was revoked, in the same browser session', async () => {
    const first = await signIn(endpoint, forLittle(), alice);
    await revoke(first.refresh);
    const second = await signIn(endpoint, forLittle(), alice, first.browser);
    expect((await refresh(second.refresh)).status).toBe(200);
  });

  test('accepts six refreshes at once and returns the same refresh token', async () => {
    const { refresh: token } = await signIn(endpoint, forEverything(), alice);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => refresh(token, { resource: shopping })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    expect(new Set(answers.map(({ json }) => json.refresh_token))).toEqual(new Set([token]));
  });

  test('keeps its refresh token for the first 70 % of 14 days, and rotates it afterwards', async () => {
    const { refresh: token } = await signIn(endpoint, forLittle(), alice);
    await skew(9 * day);
    expect((await refresh(token)).json.refresh_token).toBe(token);
    await skew(10 * day);
    expect((await refresh(token)).json.refresh_token).not.toBe(token);
  });

  test('accepts a rotated refresh token for three more seconds', async () => {
    const { refresh: token } = await signIn(endpoint, forLittle(), alice);
    await skew(10 * day);
    await refresh(token);
    expect((await refresh(token)).status).toBe(200);
  });

  test('ends with all its tokens when a rotated refresh token is used after that', async () => {
    const { refresh: token } = await signIn(endpoint, forLittle(), alice);
    await skew(10 * day);
    const { json } = await refresh(token);
    await skew(10 * day + 5);
    expect((await refresh(token)).json.code).toBe('oidc.invalid_grant');
    expect((await refresh(String(json.refresh_token))).status).toBe(400);
  });

  test('ends after 14 days with its refresh token', async () => {
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
    const answer = await openBrowser(endpoint).send('/oidc/token/revocation', {
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
    await browser.press(await browser.open(`/oidc/session/end?client_id=${firstApp.id}`), 'Sign out');
    expect((await userinfo(access)).status).toBe(401);
  });

  test('puts the nonce into every ID token', async () => {
    const { id, refresh: token } = await signIn(endpoint, forLittle({ nonce: 'n-1' }), alice);
    expect(decode(id).payload.nonce).toBe('n-1');
    expect(decode(String((await refresh(token)).json.id_token)).payload.nonce).toBe('n-1');
  });

  test('gives access to resources by user roles and the roles in all organizations', async () => {
    const { refresh: token } = await signIn(endpoint, forEverything(), alice);
    // Alice may read by her user role, and write by her role in Acme.
    expect((await refresh(token, { resource: shopping })).json.scope).toBe('shopping:read shopping:write');
    expect((await refresh(token, { resource: store })).json.scope).toBe('store:read');
  });

  test('gives access to a resource in one organization by user roles and the roles in that organization', async () => {
    const { refresh: token, id } = await signIn(endpoint, forEverything(), alice);
    const { organizations } = decode(id).payload;
    const [acme, globex] = Array.isArray(organizations) ? organizations.map(String) : [];
    const inAcme = await refresh(token, { resource: shopping, organization_id: acme ?? '' });
    expect(inAcme.json.scope).toBe('shopping:read shopping:write');
    expect(decode(String(inAcme.json.access_token)).payload.organization_id).toBe(acme);
    const inGlobex = await refresh(token, { resource: shopping, organization_id: globex ?? '' });
    expect(inGlobex.json.scope).toBe('shopping:read');
  });

  test('for one resource still starts with an opaque token for userinfo', async () => {
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

  test('without the organizations scope refuses organization tokens', async () => {
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

  test('of a user without roles returns an access token without permissions', async () => {
    const { refresh: token } = await signIn(endpoint, forEverything(), bob);
    const { json } = await refresh(token, { resource: shopping });
    expect(json.scope).toBe('');
    expect(decode(String(json.access_token)).payload.scope).toBe('');
  });
});
