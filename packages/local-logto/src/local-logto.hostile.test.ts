import { request as sendRequest } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalLogto, startLocalLogto } from './local-logto.ts';
import { connectedTenant } from './test/connected-tenant.ts';
import { alice, firstApp, forLittle } from './test/fixture.ts';
import { basic, openBrowser, signIn } from './test/sign-in-flow.ts';

const reported: unknown[] = [];
let localLogto: LocalLogto;
let signedIn: Awaited<ReturnType<typeof signIn>>;
beforeAll(async () => {
  const report = (error: unknown) => reported.push(error);
  const tenant = connectedTenant({ signIn: { methods: [{ identifier: 'username' }] } });
  localLogto = await startLocalLogto({ tenant, port: 0, control: true, report });
  signedIn = await signIn(localLogto.endpoint, forLittle(), alice);
  // Pending sign-ins, which the screens need.
  await openBrowser(localLogto.endpoint).open(`/oidc/auth?${forLittle().parameters}`);
  await signedIn.browser.open(`/oidc/auth?${forLittle({ prompt: 'login' }).parameters}`);
});
afterAll(() => localLogto.close());

type Hostile = { method: string; path: string; headers: Record<string, string>; body?: string };
type Page = { status: number; type: string; body: string };

/** Sends requests that `fetch` refuses to send. */
const send = ({ method, path, headers, body }: Hostile): Promise<Page> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(localLogto.endpoint);
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = { host: '127.0.0.1', port, method, path, headers: { ...headers, ...length } };
    const request = sendRequest(options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => {
        const type = response.headers['content-type'] ?? '';
        resolve({ status: response.statusCode ?? 0, type, body: text });
      });
    });
    request.once('error', reject);
    request.end(body);
  });

const paths = [
  '/oidc/.well-known/openid-configuration',
  '/oidc/auth',
  '/oidc/auth/no-such-sign-in',
  '/oidc/device',
  '/oidc/device/auth',
  '/oidc/jwks',
  '/oidc/me',
  '/oidc/request',
  '/oidc/session/end',
  '/oidc/session/end/confirm',
  '/oidc/session/end/success',
  '/oidc/token',
  '/oidc/token/introspection',
  '/oidc/token/revocation',
  '/oidc/nowhere',
  '/oidc',
  '/',
  '/sign-in',
  '/register',
  '/register/password',
  '/consent',
  '/direct/social/nobody',
  '/direct/social/guide-oidc',
  '/callback/oidcguide01x',
  '/social/link/oidcguide01x',
  '/sign-in/password',
  '/sign-in/verification-code',
  '/continue/username',
  '/continue/phone',
  '/continue/verification-code',
  '/forgot-password',
  '/forgot-password/verification-code',
  '/forgot-password/reset',
  '/upstream/auth',
  '/upstream/token',
  '/upstream/me',
  '/upstream/interaction/none',
  '/upstream/nowhere',
  '/unknown-session',
  '/forgot-password',
  '/nowhere',
  '/api/nowhere',
  '/local',
  '/local/faults',
  '/local/nowhere',
];
const names = [
  'client_id',
  'client_secret',
  'client_assertion',
  'client_assertion_type',
  'redirect_uri',
  'response_type',
  'response_mode',
  'scope',
  'state',
  'nonce',
  'prompt',
  'max_age',
  'id_token_hint',
  'code_challenge',
  'code_challenge_method',
  'resource',
  'organization_id',
  'first_screen',
  'direct_sign_in',
  'request',
  'request_uri',
  'registration',
  'claims',
  'ui_locales',
  'login_hint',
  'grant_type',
  'code',
  'code_verifier',
  'refresh_token',
  'token',
  'token_type_hint',
  'access_token',
  'post_logout_redirect_uri',
  'xsrf',
  'logout',
  'user_code',
  'identifier',
  'password',
  'newPassword',
  'confirmPassword',
  'action',
  'login',
  'passcode_0',
  'error',
  'app_id',
  'fallback',
  '__proto__',
];
const parametersOf = () => [...forLittle().parameters.values()];

const value = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    'null',
    '%',
    '%00',
    '\u0000',
    '../..',
    '[object Object]',
    '{"a":',
    '<script>alert(1)</script>',
    "' or 1=1",
    'javascript:alert(1)',
    'http://[',
    'none login consent',
    'refresh_token',
    'authorization_code',
    'eyJhbGciOiJub25lIn0.e30.',
    'a.b.c',
    firstApp.id,
    firstApp.secret,
  ),
  fc.constantFrom('x').map((letter) => letter.repeat(5000)),
  fc.nat({ max: 8 }).map((index) => parametersOf()[index] ?? ''),
);
const parameters = fc.array(fc.tuple(fc.constantFrom(...names), value), { maxLength: 8 });
const encode = (pairs: Array<[string, string]>): string =>
  pairs.map(([name, text]) => `${name}=${encodeURIComponent(text)}`).join('&');

const hostile: fc.Arbitrary<Hostile> = fc
  .record({
    method: fc.constantFrom(
      'GET',
      'GET',
      'POST',
      'POST',
      'POST',
      'PUT',
      'DELETE',
      'PATCH',
      'OPTIONS',
      'HEAD',
      'TRACE',
    ),
    path: fc.constantFrom(...paths),
    query: fc.oneof(
      parameters.map(encode),
      fc.constantFrom('', '%', '%E0%A4%A', 'a[b]=c', 'client_id', '&&==&', '?'),
    ),
    type: fc.constantFrom(
      'application/x-www-form-urlencoded',
      'application/x-www-form-urlencoded',
      'application/x-www-form-urlencoded; charset=nonsense',
      'application/json',
      'text/plain',
      'multipart/form-data; boundary=x',
      'nonsense',
      undefined,
    ),
    body: fc.oneof(
      parameters.map(encode),
      fc.json(),
      fc.constantFrom('', '{', '%', 'a=%E0%A4%A', '[]', 'null', `password=${'x'.repeat(1_000_000)}`),
    ),
    authorization: fc.constantFrom(
      undefined,
      basic(firstApp.id, firstApp.secret),
      basic('', ''),
      basic('%', '%'),
      'Basic',
      'Basic !',
      'Bearer',
      'Bearer a b',
      `Bearer ${'x'.repeat(43)}`,
      'Bearer eyJhbGciOiJub25lIn0.e30.',
      'DPoP x',
    ),
    cookie: fc.constantFrom(
      undefined,
      'valid',
      '_session=; _session.sig=',
      '_interaction={; _interaction.sig=x',
      '_interaction={"_legacy":{}}; _interaction.sig=x',
      '_interaction_resume=%00; _interaction_resume.sig=%',
      ';;;=;=a',
    ),
    host: fc.constantFrom('localhost', 'evil.example', '[', 'a b', ''),
  })
  .map(({ method, path, query, type, body, authorization, cookie, host }) => {
    const valid =
      signedIn.browser.jar.serializeSync()?.cookies.map(({ key, value }) => `${key}=${value}`) ?? [];
    const headers = {
      host,
      'content-type': type,
      authorization,
      cookie: cookie === 'valid' ? valid.join('; ') : cookie,
    };
    return {
      method,
      path: query ? `${path}?${query}` : path,
      headers: Object.fromEntries(
        Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ),
      body: ['GET', 'HEAD', 'TRACE'].includes(method) ? undefined : body,
    };
  });

test("no request makes the server fail, and every error has Logto's form or is a page", async () => {
  await fc.assert(
    fc.asyncProperty(hostile, async (input) => {
      const { status, type, body } = await send(input);
      expect(status).toBeLessThan(500);
      // Node.js itself refuses headers longer than 16 kB.
      if (status < 400 || status === 431 || input.method === 'HEAD') return;
      if (input.path.startsWith('/oidc') && !input.path.startsWith('/oidc/device?')) {
        if (type.includes('html')) return expect(input.path).toMatch(/^\/oidc\/device/);
        expect(JSON.parse(body)).toMatchObject({ code: expect.any(String), message: expect.any(String) });
      } else if (input.path.startsWith('/upstream') && status !== 421) {
        if (type.includes('json')) expect(JSON.parse(body)).toMatchObject({ error: expect.any(String) });
      } else if (type.includes('json')) {
        expect(JSON.parse(body)).toMatchObject({ message: expect.any(String) });
      } else {
        expect(body).toMatch(/^<!doctype html>/);
        expect(body).not.toContain('<script>alert');
      }
    }),
    { numRuns: 2000 },
  );
  expect(reported).toEqual([]);
});

test('the server still signs alice in afterwards', async () => {
  const { access } = await signIn(localLogto.endpoint, forLittle(), alice);
  expect(access).toHaveLength(43);
});
