import { expect, test } from 'vitest';
import { pageOfSignIn, rememberPage } from './page-of-sign-in.ts';

const local = { cookieSecure: false };

/** What the browser sends after a sign-in that was started with this query. */
const cookiesAfter = (query: string) =>
  `theme=dark; ${rememberPage(new URLSearchParams(query), local).split(';')[0]}`;

test('the page that required sign-in is found at the callback, with its query', () => {
  expect(pageOfSignIn(cookiesAfter('returnTo=%2Fclaims%3Fa%3D1%26b%3D%252B&turn=1'))).toBe(
    '/claims?a=1&b=%2B',
  );
});

test('a retry leaves no page behind, so that there is no second one', () => {
  expect(pageOfSignIn(cookiesAfter('returnTo=%2Fclaims&retry=1'))).toBeUndefined();
});

test('the cookie lives for ten minutes, and over https it is never sent without encryption', () => {
  const query = new URLSearchParams('returnTo=%2F');

  expect(rememberPage(query, local)).toBe('logto_page=%2F; Path=/; Max-Age=600; HttpOnly; SameSite=Lax');
  expect(rememberPage(query, { cookieSecure: true })).toMatch(/; Secure$/);
});

test.each([undefined, null, '', 'other_logto_page=%2F', 'logto_page='])('%j holds no page', (cookies) => {
  expect(pageOfSignIn(cookies)).toBeUndefined();
});

test('a malformed cookie is read without an error', () => {
  expect(pageOfSignIn('logto_page=%')).toBe('%');
});
