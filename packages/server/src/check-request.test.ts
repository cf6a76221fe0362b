import { boundedCookie } from '@repo/session';
import { NextRequest } from 'next/server.js';
import { afterEach, expect, test, vi } from 'vitest';
import { checkRequest, isListed } from './check-request.ts';
import { failurePage } from './failure-response.ts';

const app = {
  baseUrl: 'https://shop.example.com',
  appId: 'an-app',
  cookieSecret: 'a-cookie-secret-of-32-characters!',
  cookieSecure: false,
  idleMinutes: undefined,
};

const before = (path: string, init: ConstructorParameters<typeof NextRequest>[1] = {}) =>
  checkRequest(new NextRequest(`${app.baseUrl}${path}`, init), app, boundedCookie);

test.each([
  ['/', true],
  ['/about', true],
  ['/api/sign-in/callback', true],
  ['/about/', false],
  ['/about/us', false],
  ['/About', false],
  ['/api/sign-in', false],
  ['/api/sign-in-other', false],
  ['/claims', false],
  ['/%61bout', false],
])('%s is listed: %s', (pathname, expected) => {
  expect(isListed(pathname, ['/', '/about', '/api/sign-in/*'])).toBe(expected);
});

const statusOf = async (init: Parameters<typeof before>[1]) => (await before('/', init)).response?.status;

const form = new FormData();
form.set('city', 'Oslo');

test.each([
  ['a page', { method: 'GET' }],
  ['the headers of a page', { method: 'HEAD' }],
  ['a form', { method: 'POST', body: form }],
  ['a form of the app itself', { method: 'POST', body: form, headers: { origin: app.baseUrl } }],
  ['JSON', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }],
])('%s is left to the app', async (_, init) => {
  expect(await statusOf(init)).toBeUndefined();
});

test.each(['https://evil.example', 'file://', 'null', 'app://shop.example.com'])(
  'a form with the origin %s is forbidden',
  async (origin) => {
    expect(await statusOf({ method: 'POST', body: form, headers: { origin } })).toBe(403);
  },
);

test('a method that no page uses is not allowed', async () => {
  expect(await statusOf({ method: 'DELETE' })).toBe(405);
});

test('a body of more than 64 KB is too large', async () => {
  const headers = { 'content-type': 'text/plain', 'content-length': '65537' };

  expect(await statusOf({ method: 'POST', body: 'a', headers })).toBe(413);
});

test.each(['', 'abc', '--x\r\nContent-Disposition: form-data; name="city"\r\n\r\nOs'])(
  'a truncated form is a bad request: %j',
  async (body) => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };

    expect(await statusOf({ method: 'POST', body, headers })).toBe(400);
  },
);

const actionForm = (value: string) => {
  const body = new FormData();
  body.set('0', value);
  return body;
};

test.each([
  ['a form', actionForm('["$undefined","$K1"]')],
  ['text', '["Oslo"]'],
])('a call to a server action with its arguments in %s is left to Next.js', async (_, body) => {
  expect(await statusOf({ method: 'POST', body, headers: { 'next-action': 'id' } })).toBeUndefined();
});

test.each([
  ['nothing', ''],
  ['malformed JSON', '{'],
  ['null', 'null'],
  ['a form without arguments', form],
  ['a form whose arguments are no array', actionForm('0')],
])('a call to a server action with %s is a bad request', async (_, body) => {
  expect(await statusOf({ method: 'POST', body, headers: { 'next-action': 'id' } })).toBe(400);
});

test('a page is left alone', async () => {
  expect(await before('/claims?from=mail')).toEqual({ cookies: [] });
});

test('the start of a sign-in leaves its page in a cookie', async () => {
  expect((await before('/sign-in?returnTo=%2Fclaims&turn=1')).cookies[0]).toMatch(/^logto_page=%2Fclaims;/);
});

test('a form on the failure page is posted, not taken for a reload', async () => {
  const headers = { cookie: 'logto_failed=1' };

  expect(await before('/failed?kind=store&from=%2Fclaims&at=1', { method: 'POST', headers })).toEqual({
    cookies: [],
  });
});

test('a client that asks for JSON gets the failure page as JSON, however often', async () => {
  const headers = { accept: 'application/json', cookie: 'logto_failed=1' };
  const { response } = await before('/failed?kind=forbidden&missing=items:write&from=%2Fadmin&at=1', {
    headers,
  });

  expect(response?.status).toBe(403);
  expect(response?.headers.get('www-authenticate')).toContain('scope="items:write"');
  expect(await response?.json()).toMatchObject({ error: 'insufficient_scope' });
});

const open = (page: string, cookie = '') => before(page, { headers: { cookie } });

/** The `Cookie` header that the browser sends after it has shown the page. */
const cookieAfter = async (page: string) => `theme=dark; ${(await open(page)).cookies[0]?.split(';')[0]}`;

afterEach(() => {
  vi.useRealTimers();
});

test('a failure is shown, and a reload repeats what failed', async () => {
  const page = failurePage('unreachable', '/userinfo?from=mail&x=1');

  expect(new URLSearchParams(page.split('?')[1]).get('kind')).toBe('unreachable');
  expect((await open(page)).response).toBeUndefined();
  const { response } = await open(page, await cookieAfter(page));
  expect(response?.status).toBe(303);
  expect(response?.headers.get('location')).toBe(`${app.baseUrl}/userinfo?from=mail&x=1`);
});

test('the same failure is shown again when it happens again', async () => {
  vi.useFakeTimers();
  const first = failurePage('unreachable', '/userinfo');
  vi.advanceTimersByTime(1);
  const second = failurePage('unreachable', '/userinfo');

  expect((await open(second, await cookieAfter(first))).response).toBeUndefined();
});

test('a failure on the failure page leads home', async () => {
  const page = failurePage('unreachable', failurePage('stale', '/callback'));

  const { response } = await open(page, await cookieAfter(page));
  expect(response?.headers.get('location')).toBe(`${app.baseUrl}/`);
});

test('a link to the failure page never leads to another site', async () => {
  const page = '/failed?kind=store&from=%2F%2Fevil.example%2F&at=1';

  const { response } = await open(page, await cookieAfter(page));
  expect(response?.headers.get('location')).toBe(`${app.baseUrl}//evil.example/`);
});

test.each(['/failed?kind=store', '/failed?kind=store&at=1%3B%20Path%3D%2F'])(
  '%s is shown, and sets no cookie',
  async (page) => {
    expect(await open(page, 'logto_failed=')).toEqual({ cookies: [] });
  },
);
