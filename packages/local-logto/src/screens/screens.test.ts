import type { Browser, Page } from '@repo/scriptless-browser';
import type { Tenant } from '@repo/tenant';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalLogto, startLocalLogto } from '../local-logto.ts';
import { alice, firstApp, forLittle, tenant } from '../test/fixture.ts';
import { withPassword } from '../test/recorded-tenant.ts';
import {
  type AuthorizeRequest,
  type Credentials,
  decode,
  exchangeCode,
  follow,
  openBrowser,
  signIn,
} from '../test/sign-in-flow.ts';

let localLogto: LocalLogto;
let endpoint: string;
beforeAll(async () => {
  localLogto = await startLocalLogto({ tenant, port: 0 });
  endpoint = localLogto.endpoint;
});
afterAll(() => localLogto.close());

/** The named inputs of a page, each as name, type and autocomplete. */
const inputs = ({ body }: Page): string[] =>
  load(body)('input[name]')
    .toArray()
    .map(({ attribs: { name, type, autocomplete } }) => `${name} ${type} ${autocomplete}`);
const labels = ({ body }: Page): string[] => {
  const $ = load(body);
  return $('label')
    .toArray()
    .map((label) => $(label).text());
};
const heading = ({ body }: Page) => load(body)('h1').text();
const button = ({ body }: Page) => load(body)('button[type="submit"]').first().text();
const alert = ({ body }: Page) => load(body)('[role="alert"]').text();
const focused = ({ body }: Page) => load(body)('[autofocus]').attr('name');

const open = async (request: AuthorizeRequest = forLittle(), at = endpoint) => {
  const browser = openBrowser(at);
  const { location = '' } = await browser.open(`/oidc/auth?${request.parameters}`);
  return { browser, location, page: await browser.open(location) };
};

const withTenant = async <Result>(
  change: Partial<Tenant['signInExperience']>,
  run: (at: string) => Promise<Result>,
): Promise<Result> => {
  const signInExperience = { ...tenant.signInExperience, ...change };
  const other = await startLocalLogto({ tenant: { ...tenant, signInExperience }, port: 0 });
  try {
    return await run(other.endpoint);
  } finally {
    await other.close();
  }
};

describe('the sign-in page', () => {
  test('has the fields and names of a real Logto', async () => {
    const { page } = await open();
    expect(page.status).toBe(200);
    expect(heading(page)).toBe('Sign in to your account');
    expect(inputs(page)).toEqual(['identifier text username', 'password password current-password']);
    expect(labels(page)).toEqual(['Username or email', 'Password']);
    expect(button(page)).toBe('Sign in');
    expect(page.body).toContain(`<a href="/register?app_id=${firstApp.id}">Create account</a>`);
    expect(focused(page)).toBe('identifier');
    expect(page.body).toContain(firstApp.name);
  });

  test('fills in a user of the tenant at the press of a button', async () => {
    const { browser, location } = await open();
    expect((await browser.post(location, { demo: 'bob', identifier: '', password: '' })).status).toBe(303);
    const filled = await browser.open(location);
    const $ = load(filled.body);
    expect($('[name="identifier"]').attr('value')).toBe('bob');
    expect($('[name="password"]').attr('value')).toBe('bob-demo');
    const done = await browser.press(filled, 'Sign in');
    expect(done.headers.get('refresh')).toContain('/oidc/auth/');
  });

  test('fills in nobody whom the tenant does not have', async () => {
    const { browser, location } = await open();
    const page = await browser.post(location, { demo: 'mallory', identifier: 'mallory', password: '' });
    expect(page.status).toBe(422);
    expect(page.body).not.toContain('-demo');
  });

  test('fills in an email address where nobody signs in with a username', async () => {
    await withTenant({ signIn: { methods: [withPassword('email')] } }, async (at) => {
      const { page } = await open(forLittle(), at);
      expect(load(page.body)('[name="demo"]').text()).toBe('alice');
    });
  });

  test('says what is wrong, keeps the identifier and focuses the password', async () => {
    const { browser, location } = await open();
    const page = await browser.post(location, { identifier: '"><script>x</script>', password: 'wrong' });
    expect(page.status).toBe(422);
    expect(alert(page)).toBe('Incorrect account or password. Please check your input.');
    expect(page.body).toContain('value="&quot;&gt;&lt;script&gt;x&lt;/script&gt;"');
    expect(page.body).not.toContain('wrong');
    expect(focused(page)).toBe('password');
  });

  test.each(['wrong', '', 'bob-demo'])('refuses the password "%s" for alice', async (password) => {
    const { browser, location } = await open();
    const page = await browser.post(location, { identifier: 'alice', password });
    expect(page.status).toBe(422);
    expect(page.body).toContain('value="alice"');
  });

  test('ignores a field that is sent twice', async () => {
    const { browser, location } = await open();
    const body = new URLSearchParams([
      ['identifier', alice.identifier],
      ['identifier', alice.identifier],
      ['password', alice.password],
    ]);
    expect((await browser.send(location, { method: 'POST', body })).status).toBe(422);
  });

  test('accepts the email address in any case', async () => {
    const credentials: Credentials = { identifier: 'Alice@Example.com', password: alice.password };
    expect((await signIn(endpoint, forLittle(), credentials)).access).toHaveLength(43);
  });

  test('accepts only the identifiers of the tenant', async () => {
    await withTenant({ signIn: { methods: [withPassword('username')] } }, async (at) => {
      const { browser, location, page } = await open(forLittle(), at);
      expect(labels(page)[0]).toBe('Username');
      const form = { identifier: 'alice@example.com', password: alice.password };
      expect((await browser.post(location, form)).status).toBe(422);
    });
  });

  test('offers no registration if the tenant allows none', async () => {
    await withTenant({ signInMode: 'SignIn' }, async (at) => {
      const { browser, page } = await open(forLittle(), at);
      expect(page.body).not.toContain('Create account');
      expect((await browser.open('/register')).location).toBe('/sign-in');
    });
  });

  test('goes on by a new navigation, to which form-action does not apply', async () => {
    const { browser, location } = await open();
    const page = await browser.post(location, alice);
    expect(page.status).toBe(200);
    const [, next] = /^0;url=(.+)$/.exec(page.headers.get('refresh') ?? '') ?? [];
    expect(next).toMatch(`${endpoint}/oidc/auth/`);
    expect(load(page.body)('.card a').attr('href')).toBe(next);
  });

  test('changes updated_at at every sign-in, but not within a session', async () => {
    const first = await signIn(endpoint, forLittle(), alice);
    const again = await signIn(endpoint, forLittle(), alice, first.browser);
    const anew = await signIn(endpoint, forLittle(), alice);
    const updated = ({ id }: { id: string }) => Number(decode(id).payload.updated_at);
    expect(updated(again)).toBe(updated(first));
    expect(updated(anew)).toBeGreaterThan(updated(first));
    expect(decode(anew.id).payload.created_at).toBe(decode(first.id).payload.created_at);
  });

  test('ends the session of another user before it signs in', async () => {
    const { browser, id } = await signIn(endpoint, forLittle(), alice);
    const request = forLittle({ prompt: 'login consent' });
    const { location = '' } = await browser.open(`/oidc/auth?${request.parameters}`);
    const submitted = await browser.post(location, { identifier: 'bob', password: 'bob-demo' });
    const signingOut = await browser.open(submitted.location ?? '');
    const ended = await browser.press(signingOut, 'Continue');
    const hops = await follow(browser, ended.location ?? '');
    const callback = new URL(hops.at(-1)?.location ?? '');
    const { json } = await exchangeCode(browser, request, callback);
    expect(decode(String(json.id_token)).payload.sub).not.toBe(decode(id).payload.sub);
  });
});

describe('registration', () => {
  const choose = async (browser: Browser, identifier: string) =>
    browser.post(`/register?app_id=${firstApp.id}`, { identifier });
  const save = (browser: Browser, newPassword: string, confirmPassword = newPassword) =>
    browser.post(`/register/password?app_id=${firstApp.id}`, { newPassword, confirmPassword });

  test('has the fields and names of a real Logto', async () => {
    const { browser, page } = await open(forLittle({ first_screen: 'register' }));
    expect(inputs(page)).toEqual(['identifier text username']);
    expect(button(page)).toBe('Create account');
    expect(page.body).toContain(`<a href="/sign-in?app_id=${firstApp.id}">Sign in</a>`);
    const chosen = await choose(browser, 'dora');
    expect(chosen.location).toBe(`/register/password?app_id=${firstApp.id}`);
    const password = await browser.open(chosen.location ?? '');
    expect(inputs(password)).toEqual([
      'newPassword password new-password',
      'confirmPassword password new-password',
    ]);
    expect(button(password)).toBe('Save password');
    expect(password.body).toContain('value="dora"');
  });

  test('creates a user with a username only, who is signed in and can sign in again', async () => {
    const request = forLittle();
    const { browser } = await open(request);
    await choose(browser, 'emil_1');
    const saved = await save(browser, 'emil-password');
    const hops = await follow(browser, saved.location ?? '');
    const { json } = await exchangeCode(browser, request, new URL(hops.at(-1)?.location ?? ''));
    expect(decode(String(json.id_token)).payload).toMatchObject({
      sub: expect.stringMatching(/^[a-z0-9]{12}$/),
      name: null,
      username: 'emil_1',
      preferred_username: 'emil_1',
      picture: null,
    });
    const again = { identifier: 'emil_1', password: 'emil-password' };
    expect((await signIn(endpoint, forLittle(), again)).access).toHaveLength(43);
  });

  test.each([
    ['', 'Enter a username.'],
    ['1st', 'A username cannot start with a digit.'],
    ['a b', 'Use letters, digits and underscores only.'],
    ['<i>', 'Use letters, digits and underscores only.'],
    ['x'.repeat(129), 'Use at most 128 characters.'],
    ['alice', 'This username is taken.'],
  ])('refuses the username "%s"', async (username, message) => {
    const { browser } = await open();
    const page = await choose(browser, username);
    expect(page.status).toBe(422);
    expect(alert(page)).toBe(message);
    expect(focused(page)).toBe('identifier');
  });

  test.each([
    ['short', 'short', 'newPassword', 'Use at least 8 characters.'],
    ['long enough', 'long enough!', 'newPassword', 'The two passwords differ. Enter both again.'],
    ['x'.repeat(257), 'x'.repeat(257), 'newPassword', 'Use at most 256 characters.'],
  ])('refuses the password "%s" confirmed as "%s"', async (password, confirmed, field, message) => {
    const { browser } = await open();
    await choose(browser, 'frida');
    const page = await save(browser, password, confirmed);
    expect(page.status).toBe(422);
    expect(alert(page)).toBe(message);
    expect(focused(page)).toBe(field);
    const $ = load(page.body);
    expect($('label + [role="alert"]#error + [aria-describedby="error"][aria-invalid]').attr('name')).toBe(
      field,
    );
  });

  test('returns to the username if none was chosen or it has been taken in the meantime', async () => {
    const [first, second] = [await open(), await open()];
    expect((await save(first.browser, 'gustav-password')).location).toMatch(/^\/register\?/);
    await choose(first.browser, 'gustav');
    await choose(second.browser, 'gustav');
    expect((await save(second.browser, 'gustav-password')).location).toContain('/oidc/auth/');
    expect((await save(first.browser, 'gustav-password')).location).toMatch(/^\/register\?/);
  });
});

describe('every screen', () => {
  test('without a pending sign-in redirects to a page that says so', async () => {
    for (const path of [
      '/sign-in',
      '/register',
      '/register/password',
      '/consent',
      '/forgot-password/phone',
    ]) {
      const browser = openBrowser(endpoint);
      const answer = await browser.open(path);
      expect(answer.status).toBe(302);
      expect(answer.location).toBe(`${endpoint}/unknown-session`);
      const page = await browser.open('/unknown-session');
      expect(page.status).toBe(200);
      expect(heading(page)).toBe('This sign-in is not under way');
    }
  });

  test('without a pending sign-in leads to the address that the tenant names, or links to it', async () => {
    const { signInExperience } = tenant;
    const unknownSessionRedirectUrl = 'http://localhost:4010/lost';
    const withAddress = await startLocalLogto({
      tenant: { ...tenant, signInExperience: { ...signInExperience, unknownSessionRedirectUrl } },
      port: 0,
    });
    const browser = openBrowser(withAddress.endpoint);
    expect((await browser.post('/direct/social/nobody', {})).location).toBe(unknownSessionRedirectUrl);
    const page = load((await browser.open('/unknown-session')).body);
    expect(page('a:contains("Go to localhost:4010")').attr('href')).toBe(unknownSessionRedirectUrl);
    await withAddress.close();
  });

  test('is unknown after its session has ended in another tab', async () => {
    const { browser } = await signIn(endpoint, forLittle(), alice);
    await browser.open(`/oidc/auth?${forLittle({ prompt: 'login' }).parameters}`);
    expect((await browser.open('/sign-in')).status).toBe(200);
    const page = await browser.open(`/oidc/session/end?client_id=${firstApp.id}`);
    await browser.press(page, 'Sign out');
    expect((await browser.open('/sign-in')).location).toBe(`${endpoint}/unknown-session`);
  });

  test.each([
    ['/sign-in', { identifier: 'alice', password: alice.password }],
    ['/register', { identifier: 'helga' }],
    ['/register/password', { newPassword: 'helga-password', confirmPassword: 'helga-password' }],
  ])('%s stays and says so if it is submitted after another tab has signed in', async (path, fields) => {
    const { browser } = await signIn(endpoint, forLittle(), alice);
    const page = await browser.post(`${path}?app_id=${firstApp.id}`, fields);
    expect(page.status).toBe(400);
    expect(inputs(page).map((input) => input.split(' ')[0])).toEqual(Object.keys(fields));
    expect(alert(page)).toBe('This sign-in is over. Go back to your app and sign in again.');
    const $ = load(page.body);
    expect($('form [aria-describedby="error"]').is('[autofocus]:not([aria-invalid])')).toBe(true);
    expect($('input[type="password"]').not('[value=""]')).toHaveLength(0);
  });

  test('has a content security policy that allows its own resources and forms only', async () => {
    const { page } = await open();
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'none'");
    expect(policy).toContain("form-action 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  test.each([
    ['/sign-in', 'http://localhost:4010', 403],
    ['/register', 'http://localhost:4010', 403],
    ['/consent', 'null', 403],
    ['/sign-in', undefined, 422],
  ])('takes no form that another site posts: %s from %s', async (path, origin, status) => {
    const { browser } = await open();
    const answer = await browser.send(`${path}?app_id=first-app`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...(origin && { origin }) },
      body: 'identifier=alice&password=wrong',
    });

    expect(answer.status).toBe(status);
    if (status === 403) expect(heading(answer)).toBe('This form belongs to another site');
  });

  test('answers 405 to methods other than GET, HEAD and POST', async () => {
    expect((await openBrowser(endpoint).send('/sign-in', { method: 'DELETE' })).status).toBe(405);
  });
});

describe('signing out', () => {
  test('uses a form that submits itself, with a button where scripts are off', async () => {
    const { browser } = await signIn(endpoint, forLittle(), alice);
    const page = await browser.open(`/oidc/session/end?client_id=${firstApp.id}`);
    expect(page.body).toContain('<script>document.forms[0].submit()</script>');
    expect(page.body).toContain(
      '<noscript><p>Press the button to finish.</p><button type="submit">Sign out</button></noscript>',
    );
    const policy = page.headers.get('content-security-policy');
    expect(policy).toContain("script-src 'sha256-");
    // The app may redirect anywhere.
    expect(policy).not.toContain('form-action');
  });

  test('returns the state to the app', async () => {
    const { browser } = await signIn(endpoint, forLittle(), alice);
    const [back = ''] = firstApp.postSignOutRedirectUris;
    const query = new URLSearchParams({ client_id: firstApp.id, post_logout_redirect_uri: back, state: 's' });
    const page = await browser.post('/oidc/session/end', Object.fromEntries(query));
    const ended = await browser.press(page, 'Sign out');
    expect(ended.location).toBe(`${back}?state=s`);
  });

  test('cannot be forced by another site, because its form contains a secret of the session', async () => {
    const { browser } = await signIn(endpoint, forLittle(), alice);
    await browser.open(`/oidc/session/end?client_id=${firstApp.id}`);
    const forged = await browser.post('/oidc/session/end/confirm', { xsrf: 'guess', logout: 'yes' });
    expect(forged.status).toBe(400);
    expect(JSON.parse(forged.body).error_description).toBe('xsrf token invalid');
  });
});
