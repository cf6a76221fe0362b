import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalLogto, startLocalLogto } from '../local-logto.ts';
import { connectedTenant } from '../test/connected-tenant.ts';
import { decode, openBrowser } from '../test/sign-in-flow.ts';
import { openVisit, titleOf } from '../test/visitor.ts';

let localLogto: LocalLogto;
let endpoint: string;
beforeAll(async () => {
  localLogto = await startLocalLogto({ tenant: connectedTenant(), port: 0 });
  endpoint = localLogto.endpoint;
});
afterAll(() => localLogto.close());

const requestOf = (change: Record<string, string> = {}) =>
  `/upstream/auth?${new URLSearchParams({
    client_id: 'logto-upstream',
    redirect_uri: `${endpoint}/callback/oidcguide01x`,
    response_type: 'code',
    scope: 'openid profile email offline_access',
    prompt: 'consent',
    state: 's',
    nonce: 'n',
    ...change,
  })}`;

const tokensFor = async (code: string) => {
  const answer = await openBrowser(endpoint).post('/upstream/token', {
    grant_type: 'authorization_code',
    code,
    redirect_uri: `${endpoint}/callback/oidcguide01x`,
    client_id: 'logto-upstream',
    client_secret: 'secret-of-logto-upstream',
  });
  return { status: answer.status, json: JSON.parse(answer.body) };
};

/** Signs in, with changes on the consent screen, up to the way back to Logto. */
const consent = async (login: string, fields: Record<string, string> = {}, request = requestOf()) => {
  const { open, press, browser } = openVisit(endpoint);
  const page = await press(await open(request), 'Continue', { login });
  const allowed = await browser.press(page, 'Allow', fields);
  const { location = '' } = await browser.open(allowed.location ?? '');
  return { page, callback: new URL(location), browser };
};

describe('the upstream provider', () => {
  test('publishes its metadata and keys', async () => {
    const metadata = await (await fetch(`${endpoint}/upstream/.well-known/openid-configuration`)).json();
    expect(metadata).toMatchObject({
      issuer: `${endpoint}/upstream`,
      authorization_endpoint: `${endpoint}/upstream/auth`,
      token_endpoint: `${endpoint}/upstream/token`,
      jwks_uri: `${endpoint}/upstream/jwks`,
      userinfo_endpoint: `${endpoint}/upstream/me`,
    });
  });

  test('proposes its known users, and asks for consent to what it will tell', async () => {
    const { open, press } = openVisit(endpoint);
    const page = await open(requestOf());
    expect(titleOf(page)).toBe('Choose an account');
    expect(page.body).toContain('Known: alice, noemail.');
    const asked = await press(page, 'Continue', { login: 'alice' });
    expect(titleOf(asked)).toBe('Share your profile');
    const $ = load(asked.body);
    expect($('input[name="name"]').val()).toBe('Alice Upstream');
    expect($('input[name="email"]').val()).toBe('alice@example.com');
    expect($('input[name="emailVerified"]').attr('checked')).toBe('checked');
  });

  test('issues the claims as the visitor has changed them, and remembers them', async () => {
    const { callback } = await consent('tess', { name: 'Tess', email: 'tess@example.com' });
    const { json } = await tokensFor(callback.searchParams.get('code') ?? '');
    expect(decode(json.id_token).payload).toMatchObject({
      sub: 'tess',
      name: 'Tess',
      email: 'tess@example.com',
      email_verified: true,
      nonce: 'n',
      aud: 'logto-upstream',
      iss: `${endpoint}/upstream`,
    });
    expect(json.refresh_token).toHaveLength(43);
    const { page } = await consent('tess');
    expect(load(page.body)('input[name="name"]').val()).toBe('Tess');
  });

  test('issues no refresh token without the scope for it', async () => {
    const { callback } = await consent('tess', {}, requestOf({ scope: 'openid profile' }));
    const { json } = await tokensFor(callback.searchParams.get('code') ?? '');
    expect(json).not.toHaveProperty('refresh_token');
  });

  test('asks again in the same browser', async () => {
    const { browser } = await consent('tess');
    const again = await browser.open(requestOf());
    expect(again.location).toMatch(/\/upstream\/interaction\//);
  });

  test('returns access_denied if the visitor cancels, on either screen', async () => {
    const { open, press, browser } = openVisit(endpoint);
    const first = await open(requestOf());
    const second = await press(await open(requestOf()), 'Continue', { login: 'tess' });
    for (const page of [first, second]) {
      const cancelled = await browser.press(page, 'Cancel', { cancel: 'yes' });
      const { location = '' } = await browser.open(cancelled.location ?? '');
      expect(new URL(location).searchParams.get('error')).toBe('access_denied');
    }
  });

  test('refuses a redirect URI that is not registered', async () => {
    const redirect_uri = 'http://localhost:9999/callback/oidcguide01x';
    expect((await openBrowser(endpoint).open(requestOf({ redirect_uri }))).status).toBe(400);
  });

  test('refuses a wrong client secret', async () => {
    const form = { grant_type: 'authorization_code', code: 'x', client_id: 'logto-upstream' };
    const answer = await openBrowser(endpoint).post('/upstream/token', { ...form, client_secret: 'wrong' });
    expect(answer.status).toBe(401);
  });

  test('says that a sign-in is not under way', async () => {
    const page = await openBrowser(endpoint).open('/upstream/interaction/unknown');
    expect(page.status).toBe(404);
    expect(titleOf(page)).toBe('This sign-in is not under way');
  });

  test('keeps its cookies apart from those of Logto', async () => {
    const { browser } = await consent('tess');
    const cookies = browser.jar.serializeSync()?.cookies ?? [];
    for (const { key, path } of cookies) expect(`${key} ${path}`).toMatch(/^_upstream_\S+ \/upstream/);
  });

  test('is absent from a tenant without one', async () => {
    const plain = await startLocalLogto({ tenant: { ...connectedTenant(), providers: {} }, port: 0 });
    const page = await openBrowser(plain.endpoint).open('/upstream/jwks');
    expect(titleOf(page)).toBe('Page not found');
    await plain.close();
  });
});
