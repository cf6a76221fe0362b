import { request as sendRequest } from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalLogto, startLocalLogto } from './local-logto.ts';
import { connectedTenant } from './test/connected-tenant.ts';
import { alice, firstApp, forEverything, forLittle } from './test/fixture.ts';
import { everythingEditable } from './test/recorded-account-tenant.ts';
import { basic, openBrowser, signIn } from './test/sign-in-flow.ts';

const reported: unknown[] = [];
let localLogto: LocalLogto;
let signedIn: Awaited<ReturnType<typeof signIn>>;
beforeAll(async () => {
  const report = (error: unknown) => reported.push(error);
  const connected = connectedTenant({ signIn: { methods: [{ identifier: 'username' }] } });
  const tenant = { ...connected, accountCenter: everythingEditable };
  localLogto = await startLocalLogto({ tenant, port: 0, control: true, report });
  signedIn = await signIn(localLogto.endpoint, forEverything(), alice);
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
  '/api/my-account',
  '/api/my-account/profile',
  '/api/my-account/password',
  '/api/my-account/primary-email',
  '/api/my-account/primary-phone',
  '/api/my-account/identities',
  '/api/my-account/identities/guide-oidc',
  '/api/my-account/identities/%/access-token',
  '/api/my-account/sessions',
  '/api/verifications/password',
  '/api/verifications/verification-code',
  '/api/verifications/verification-code/verify',
  '/api/verifications/social',
  '/api/verifications/social/verify',
  '/account',
  '/account/password',
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
      'Bearer valid',
      'Bearer valid',
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
      authorization: authorization?.replace('valid', signedIn.access),
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
      } else if (input.path.startsWith('/api/')) {
        expect([status, body]).toEqual([405, 'Method Not Allowed']);
      } else {
        expect(body).toMatch(/^<!doctype html>/);
        expect(body).not.toContain('<script>alert');
      }
    }),
    { numRuns: 2000 },
  );
  expect(reported).toEqual([]);
});

const identifier = fc.record({
  type: fc.constantFrom('phone', 'email', 'username'),
  value: fc.constantFrom('12025550123', '0', '+1', 'a@b.example', ''),
});
/** Bodies for the Account API, with known keys and any values. */
const accountBody = fc.record(
  {
    name: fc.jsonValue(),
    avatar: fc.jsonValue(),
    username: fc.jsonValue(),
    customData: fc.jsonValue(),
    address: fc.jsonValue(),
    password: fc.constantFrom('', 'x', 'x'.repeat(300)),
    phone: fc.constantFrom('12025550123', '0', '+1', null),
    identifier: fc.oneof(identifier, fc.jsonValue()),
    connectorId: fc.constantFrom('oidcguide01x', '__proto__', ''),
    state: value,
    redirectUri: value,
    connectorData: fc.jsonValue(),
    code: fc.constantFrom('000000', ''),
    verificationId: value,
    verificationRecordId: value,
    newIdentifierVerificationRecordId: value,
  },
  { requiredKeys: [] },
);

test('no body makes the Account API fail', async () => {
  const endpoint = fc.constantFrom(...paths.filter((path) => path.startsWith('/api/')));
  const method = fc.constantFrom('POST', 'POST', 'PATCH', 'PUT', 'DELETE');
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${signedIn.access}` };
  await fc.assert(
    fc.asyncProperty(method, endpoint, accountBody, async (method, path, body) => {
      const { status } = await send({
        method,
        path,
        headers: { host: 'localhost', ...headers },
        body: JSON.stringify(body),
      });
      // A real Logto, too, answers 501 where no connector sends email.
      if (status !== 501) expect(status).toBeLessThan(500);
    }),
    { numRuns: 1000 },
  );
  expect(reported).toEqual([]);
});

test('the server still signs alice in afterwards', async () => {
  const { access } = await signIn(localLogto.endpoint, forLittle(), alice);
  expect(access).toHaveLength(43);
});
