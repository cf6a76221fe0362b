import type { Tenant } from '@repo/tenant';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalLogto, startLocalLogto } from '../local-logto.ts';
import {
  alice,
  firstApp,
  forEverything,
  forLittle,
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
  follow,
  openBrowser,
  reachCallback,
  requestToken,
  signIn,
} from '../test/sign-in-flow.ts';

let localLogto: LocalLogto;
let endpoint: string;
beforeAll(async () => {
  localLogto = await startLocalLogto({ tenant, port: 0 });
  endpoint = localLogto.endpoint;
});
afterAll(() => localLogto.close());

const postToken = (headers: Record<string, string>, form: Record<string, string>) =>
  openBrowser(endpoint).send('/oidc/token', { method: 'POST', headers, body: new URLSearchParams(form) });

const unsignedJwt = (payload: Record<string, unknown>): string => {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  return `${encode({ alg: 'HS256' })}.${encode(payload)}.c2lnbmF0dXJl`;
};

describe('a client', () => {
  const refreshWith = async (headers: Record<string, string>, form: Record<string, string> = {}) => {
    const { refresh } = await signIn(endpoint, forLittle(), alice);
    const answer = await postToken(headers, { grant_type: 'refresh_token', refresh_token: refresh, ...form });
    return { status: answer.status, json: JSON.parse(answer.body), headers: answer.headers };
  };

  test('may send its secret in the form', async () => {
    const { status } = await refreshWith({}, { client_id: firstApp.id, client_secret: firstApp.secret });
    expect(status).toBe(200);
  });

  test('may send its id in the form as well as in the header, as the SDK does', async () => {
    const authorization = basic(firstApp.id, firstApp.secret);
    expect((await refreshWith({ authorization }, { client_id: firstApp.id })).status).toBe(200);
  });

  test('may percent-encode the parts of the header, as RFC 6749 requires', async () => {
    const encode = (text: string) => text.replaceAll('-', '%2D');
    const authorization = basic(encode(firstApp.id), encode(firstApp.secret));
    expect((await refreshWith({ authorization })).status).toBe(200);
  });

  test('cannot send two different ids', async () => {
    const authorization = basic(firstApp.id, firstApp.secret);
    const { status, json } = await refreshWith({ authorization }, { client_id: secondApp.id });
    expect(status).toBe(400);
    expect(json).toMatchObject({ code: 'oidc.invalid_request', error_description: 'client_id mismatch' });
  });

  test('cannot authenticate in two ways at once', async () => {
    const authorization = basic(firstApp.id, firstApp.secret);
    const { json } = await refreshWith({ authorization }, { client_secret: firstApp.secret });
    expect(json.error_description).toBe('client authentication must only be provided using one mechanism');
  });

  test('cannot authenticate with an assertion that it is not registered for', async () => {
    const { status, json } = await refreshWith(
      {},
      {
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: unsignedJwt({ sub: firstApp.id, iss: firstApp.id, aud: endpoint }),
      },
    );
    expect(status).toBe(401);
    expect(json.code).toBe('oidc.invalid_client');
  });

  test('is told that its assertion is malformed', async () => {
    const { status, json } = await refreshWith(
      {},
      {
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: 'none',
      },
    );
    expect(status).toBe(400);
    expect(json).toMatchObject({
      code: 'oidc.invalid_request',
      error_description: 'invalid client_assertion format',
    });
  });

  test('can use only the grant types of a web app', async () => {
    const headers = { authorization: basic(firstApp.id, firstApp.secret) };
    for (const grantType of ['client_credentials', 'urn:ietf:params:oauth:grant-type:token-exchange']) {
      const answer = await postToken(headers, { grant_type: grantType });
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.body)).toMatchObject({
        code: 'oidc.invalid_request',
        error_description: 'requested grant type is not allowed for this client',
      });
    }
    const unknown = await postToken(headers, { grant_type: 'magic' });
    expect(JSON.parse(unknown.body)).toMatchObject({ code: 'oidc.unsupported_grant_type' });
  });
});

describe('the authorization endpoint', () => {
  const authorize = (form: Record<string, string>, more: Array<[string, string]> = []) => {
    const { parameters } = forLittle(form);
    for (const [name, value] of more) parameters.append(name, value);
    return openBrowser(endpoint).open(`/oidc/auth?${parameters}`);
  };

  test('shows the sign-in page to signed-in users if prompt=login', async () => {
    const { browser } = await signIn(endpoint, forLittle(), alice);
    const answer = await browser.open(`/oidc/auth?${forLittle({ prompt: 'login' }).parameters}`);
    expect(answer.location).toBe(`/sign-in?app_id=${firstApp.id}`);
  });

  test('refuses an unknown prompt', async () => {
    const { location = '' } = await authorize({ prompt: 'magic' });
    expect(new URL(location).searchParams.get('error')).toBe('invalid_request');
  });

  test('opens the screen that first_screen names', async () => {
    expect((await authorize({ first_screen: 'register' })).location).toBe(`/register?app_id=${firstApp.id}`);
    expect((await authorize({ interaction_mode: 'signUp' })).location).toBe(
      `/register?app_id=${firstApp.id}`,
    );
    expect((await authorize({ first_screen: 'magic' })).location).toBe(`/sign-in?app_id=${firstApp.id}`);
  });

  test('redirects a direct sign-in to its connector, and from there to the sign-in page', async () => {
    const browser = openBrowser(endpoint);
    const { parameters } = forLittle({ direct_sign_in: 'social:github' });
    const hops = await follow(browser, `/oidc/auth?${parameters}`);
    expect(hops[0]?.location).toBe(`/direct/social/github?app_id=${firstApp.id}&fallback=sign-in`);
    expect(hops.at(-1)?.status).toBe(200);
    expect(hops.at(-1)?.body).toContain('name="identifier"');
  });

  test('passes login_hint to the sign-in page, which fills it in', async () => {
    const hops = await follow(
      openBrowser(endpoint),
      `/oidc/auth?${forLittle({ login_hint: 'a"l<i>ce' }).parameters}`,
    );
    expect(hops.at(-1)?.body).toContain('value="a&quot;l&lt;i&gt;ce"');
  });

  test('accepts resources separated by commas', async () => {
    const request = authorizeRequest(firstApp, 'openid offline_access shopping:read store:read', [
      `${shopping},${store}`,
    ]);
    const { browser, refresh } = await signIn(endpoint, request, alice);
    const answer = await requestToken(browser, firstApp, {
      grant_type: 'refresh_token',
      refresh_token: refresh,
      resource: store,
    });
    expect(answer.json.scope).toBe('store:read');
  });

  test('accepts a form instead of a query, and then ignores the query', async () => {
    const { parameters } = forLittle();
    const browser = openBrowser(endpoint);
    const posted = await browser.post('/oidc/auth', Object.fromEntries(parameters));
    expect(posted.status).toBe(303);
    expect(posted.location).toBe(`/sign-in?app_id=${firstApp.id}`);
    const signedIn = await browser.post(posted.location ?? '', alice);
    const hops = await follow(browser, signedIn.location ?? '');
    expect(hops.at(-1)?.location).toContain(firstApp.redirectUris[0]);

    const onlyQuery = await browser.post(`/oidc/auth?${parameters}`, {});
    expect(onlyQuery.status).toBe(400);
    expect(JSON.parse(onlyQuery.body)).toMatchObject({
      code: 'oidc.invalid_request',
      error_description: "missing required parameter 'client_id'",
    });
  });

  test('continues with the latest of two tabs of the same app', async () => {
    const browser = openBrowser(endpoint);
    const [first, second] = [forLittle(), forLittle()];
    await browser.open(`/oidc/auth?${first.parameters}`);
    const { location = '' } = await browser.open(`/oidc/auth?${second.parameters}`);
    const submitted = await browser.post(location, alice);
    const callback = new URL((await follow(browser, submitted.location ?? '')).at(-1)?.location ?? '');
    expect(callback.searchParams.get('state')).toBe(second.parameters.get('state'));
    expect((await exchangeCode(browser, first, callback)).status).toBe(400);
    expect((await exchangeCode(browser, second, callback)).status).toBe(200);
  });

  test('keeps the tabs of two apps apart', async () => {
    const browser = openBrowser(endpoint);
    const [first, second] = [forEverything(firstApp), forEverything(secondApp)];
    const tab = await browser.open(`/oidc/auth?${first.parameters}`);
    await browser.open(`/oidc/auth?${second.parameters}`);
    const submitted = await browser.post(tab.location ?? '', alice);
    const callback = (await follow(browser, submitted.location ?? '')).at(-1)?.location;
    expect(callback).toContain(firstApp.redirectUris[0]);
  });

  test('signs in to a second app without showing a page', async () => {
    const { browser } = await signIn(endpoint, forEverything(firstApp), alice);
    const hops = await follow(browser, `/oidc/auth?${forEverything(secondApp).parameters}`);
    expect(hops.map(({ status }) => status)).toEqual([303, 302, 303]);
    expect(hops.at(-1)?.location).toContain(secondApp.redirectUris[0]);
  });

  test.each(['', `?client_id=${firstApp.id}`])(
    'refuses a sign-in whose cookies are missing, with the query "%s"',
    async (query) => {
      const answer = await openBrowser(endpoint).open(`/oidc/auth/no-such-sign-in${query}`);
      expect(answer.status).toBe(400);
      expect(JSON.parse(answer.body)).toMatchObject({
        code: 'session.not_found',
        message: 'Session not found. Please go back and sign in again.',
        error: 'invalid_request',
      });
    },
  );
});

describe('PKCE', () => {
  const exchangeWith = async (parameters: URLSearchParams, form: Record<string, string>) => {
    const browser = openBrowser(endpoint);
    const callback = await reachCallback(browser, { application: firstApp, verifier: '', parameters }, alice);
    return requestToken(browser, firstApp, {
      grant_type: 'authorization_code',
      code: callback.searchParams.get('code') ?? '',
      redirect_uri: firstApp.redirectUris[0] ?? '',
      ...form,
    });
  };

  test('is optional', async () => {
    const { parameters } = forLittle();
    parameters.delete('code_challenge');
    parameters.delete('code_challenge_method');
    expect((await exchangeWith(parameters, {})).status).toBe(200);
  });

  test('requires the verifier if a challenge was sent', async () => {
    const { status, json } = await exchangeWith(forLittle().parameters, {});
    expect(status).toBe(400);
    expect(json.code).toBe('oidc.invalid_grant');
  });

  test('refuses a challenge that is not hashed', async () => {
    const { parameters } = forLittle({ code_challenge_method: 'plain' });
    const { location = '' } = await openBrowser(endpoint).open(`/oidc/auth?${parameters}`);
    expect(new URL(location).searchParams.get('error')).toBe('invalid_request');
  });
});

describe('introspection', () => {
  const introspect = async (token: string, application = firstApp) => {
    const answer = await openBrowser(endpoint).send('/oidc/token/introspection', {
      method: 'POST',
      headers: { authorization: basic(application.id, application.secret) },
      body: new URLSearchParams({ token }),
    });
    return { status: answer.status, json: JSON.parse(answer.body) };
  };

  test('describes an opaque access token', async () => {
    const { access, id } = await signIn(endpoint, forLittle(), alice);
    const { json } = await introspect(access);
    expect(json).toEqual({
      active: true,
      sub: decode(id).payload.sub,
      client_id: firstApp.id,
      exp: json.iat + 3600,
      iat: json.iat,
      iss: `${endpoint}/oidc`,
      scope: 'openid offline_access profile',
      token_type: 'Bearer',
    });
  });

  test('describes a refresh token without naming its type', async () => {
    const { refresh } = await signIn(endpoint, forLittle(), alice);
    const { json } = await introspect(refresh);
    expect(json).toMatchObject({ active: true, client_id: firstApp.id });
    expect(json).not.toHaveProperty('token_type');
    expect(json.exp - json.iat).toBe(14 * 24 * 3600);
  });

  test('says that unknown tokens are inactive', async () => {
    expect(await introspect('nope')).toEqual({ status: 200, json: { active: false } });
  });

  test('refuses signed tokens', async () => {
    const { id } = await signIn(endpoint, forLittle(), alice);
    expect(await introspect(id)).toMatchObject({
      status: 400,
      json: { code: 'oidc.unsupported_token_type' },
    });
  });
});

describe('other origins', () => {
  const send = (
    path: string,
    origin: string,
    { method, headers }: { method?: string; headers?: Record<string, string> } = {},
  ) => openBrowser(endpoint).send(path, { method, headers: { ...headers, origin } });

  test('may read the metadata and the keys', async () => {
    for (const path of ['/oidc/.well-known/openid-configuration', '/oidc/jwks']) {
      const { headers } = await send(path, 'http://elsewhere.example');
      expect(headers.get('access-control-allow-origin')).toBe('http://elsewhere.example');
    }
  });

  test('may use a token only if they are origins of the application', async () => {
    const { access } = await signIn(endpoint, forLittle(), alice);
    const headers = { authorization: `Bearer ${access}` };
    expect((await send('/oidc/me', 'http://localhost:4010', { headers })).status).toBe(200);
    const refused = await send('/oidc/me', 'http://elsewhere.example', { headers });
    expect(refused.status).toBe(400);
    expect(refused.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('get an answer to a preflight', async () => {
    const answer = await send('/oidc/token', 'http://localhost:4010', {
      method: 'OPTIONS',
      headers: { 'access-control-request-method': 'POST' },
    });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-methods')).toBe('POST');
    expect(answer.headers.get('access-control-max-age')).toBe('3600');
  });
});

describe('the tenant', () => {
  const withTenant = async <Result>(
    change: Partial<Tenant>,
    run: (endpoint: string) => Promise<Result>,
  ): Promise<Result> => {
    const other = await startLocalLogto({ tenant: { ...tenant, ...change }, port: 0 });
    try {
      return await run(other.endpoint);
    } finally {
      await other.close();
    }
  };
  const extended = [
    'custom_data',
    'identities',
    'sso_identities',
    'roles',
    'organizations',
    'organization_data',
    'organization_roles',
  ] as const;
  const claimsWith = (idTokenClaims: Tenant['idTokenClaims']) =>
    withTenant({ idTokenClaims }, async (other) => {
      const { id, access, browser } = await signIn(other, forEverything(), alice);
      const userinfo = await browser.send('/oidc/me', { headers: { authorization: `Bearer ${access}` } });
      return {
        idToken: extended.filter((claim) => claim in decode(id).payload),
        userinfo: extended.filter((claim) => claim in JSON.parse(userinfo.body)),
      };
    });

  test('decides which extended claims the ID token contains; userinfo contains all', async () => {
    expect(await claimsWith([])).toEqual({ idToken: [], userinfo: [...extended] });
    expect(await claimsWith([...extended])).toEqual({ idToken: [...extended], userinfo: [...extended] });
    expect(await claimsWith(['custom_data'])).toMatchObject({ idToken: ['custom_data'] });
  });

  test('decides the lifetime of access tokens for a resource', async () => {
    const resources = tenant.resources.map((resource) => ({ ...resource, accessTokenTtl: 90 }));
    const lifetime = await withTenant({ resources }, async (other) => {
      const { browser, refresh } = await signIn(other, forEverything(), alice);
      const form = { grant_type: 'refresh_token', refresh_token: refresh, resource: shopping };
      const { json } = await requestToken(browser, firstApp, form);
      const { exp, iat } = decode(String(json.access_token)).payload;
      return [json.expires_in, Number(exp) - Number(iat)];
    });
    expect(lifetime).toEqual([90, 90]);
  });

  test('keeps its ids after a restart', async () => {
    const ids = (other: string) => signIn(other, forEverything(), alice).then(({ id }) => decode(id).payload);
    const [here, there] = [await ids(endpoint), await withTenant({}, ids)];
    expect(there.sub).toBe(here.sub);
    expect(there.organizations).toEqual(here.organizations);
    expect(here.sub).toMatch(/^[a-z0-9]{12}$/);
  });

  test('defines the address and other profile claims', async () => {
    const [user] = tenant.users;
    if (!user) throw new Error('No user');
    const address = { formatted: '1 Road', postalCode: '12345' };
    const users = [{ ...user, profile: { ...user.profile, middleName: 'P.', address } }];
    const request = authorizeRequest(firstApp, 'openid profile address');
    const { id } = await withTenant({ users }, (other) => signIn(other, request, alice));
    expect(decode(id).payload).toMatchObject({ middle_name: 'P.', address });
    expect(decode(id).payload).not.toHaveProperty('profile');
  });
});

test('signed tokens verify against the published keys, for their audience and issuer', async () => {
  const { browser, refresh, id } = await signIn(endpoint, forEverything(), alice);
  const form = { grant_type: 'refresh_token', refresh_token: refresh, resource: shopping };
  const { json } = await requestToken(browser, firstApp, form);
  const keys = createRemoteJWKSet(new URL(`${endpoint}/oidc/jwks`));
  const issuer = `${endpoint}/oidc`;
  await jwtVerify(id, keys, { issuer, audience: firstApp.id, algorithms: ['ES384'] });
  await jwtVerify(String(json.access_token), keys, { issuer, audience: shopping, typ: 'at+jwt' });
});

test('a GET with the ETag of the answer gets 304', async () => {
  const path = '/oidc/.well-known/openid-configuration';
  const browser = openBrowser(endpoint);
  const tag = (await browser.open(path)).headers.get('etag') ?? '';
  const headers = { 'if-none-match': tag, 'cache-control': 'max-age=0' };
  expect((await browser.send(path, { headers })).status).toBe(304);
});

test("an unknown path or method is answered in Logto's error form", async () => {
  const browser = openBrowser(endpoint);
  const nowhere = await browser.open('/oidc/nowhere');
  expect(nowhere.status).toBe(404);
  expect(JSON.parse(nowhere.body)).toEqual({
    code: 'oidc.invalid_request',
    message: 'Request is invalid.',
    error: 'invalid_request',
    error_description: 'unrecognized route or not allowed method (GET on /nowhere)',
  });
  expect((await browser.send('/oidc/token', { method: 'PUT' })).status).toBe(404);
});

test('the addresses in answers start with the endpoint, whatever the requested host', async () => {
  const { port } = new URL(endpoint);
  const metadata = await fetch(`http://127.0.0.1:${port}/oidc/.well-known/openid-configuration`);
  expect(await metadata.json()).toMatchObject({ token_endpoint: `${endpoint}/oidc/token` });
});

test('the page of the device flow says that no app uses it', async () => {
  const browser = openBrowser(endpoint);
  expect((await browser.open('/oidc/device')).body).toContain('No device is waiting');
  const refused = await browser.send('/oidc/device/auth', {
    method: 'POST',
    headers: { authorization: basic(firstApp.id, firstApp.secret) },
    body: new URLSearchParams({ scope: 'openid' }),
  });
  expect(refused.status).toBe(400);
});
