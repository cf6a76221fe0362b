import { boundedCookie } from '@repo/session';
import { NextRequest } from 'next/server.js';
import { expect, test } from 'vitest';
import { checkRequest } from './check-request.ts';

const app = {
  baseUrl: 'http://localhost:3010',
  appId: 'an-app',
  cookieSecret: 'a-cookie-secret-of-32-characters!',
  cookieSecure: false,
  idleMinutes: undefined,
};

const before = (path: string, init: { method?: string; headers?: Record<string, string> } = {}) =>
  checkRequest(new NextRequest(`${app.baseUrl}${path}`, init), app, boundedCookie);

test('a page is left alone', async () => {
  expect(await before('/claims?from=mail')).toEqual({ cookies: [] });
});

test('a request from another site is refused', async () => {
  const { response } = await before('/', { method: 'POST', headers: { origin: 'https://evil.example' } });

  expect(response?.status).toBe(403);
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

test('a reload of the failure page leads to what failed', async () => {
  const page = '/failed?kind=store&from=%2Fclaims&at=1';
  expect((await before(page)).cookies[0]).toMatch(/^logto_failed=1;/);

  const { response } = await before(page, { headers: { cookie: 'logto_failed=1' } });
  expect(response?.headers.get('location')).toBe(`${app.baseUrl}/claims`);
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
