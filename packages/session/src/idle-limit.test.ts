import { UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { boundedCookie } from './bounded-cookie.ts';
import { createIdleLimit } from './idle-limit.ts';
import { secret } from './test/visitor.ts';

const minute = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-28T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const pass = (minutes: number) => vi.setSystemTime(Date.now() + minutes * minute);

/** An ID token that is issued now. */
const idTokenOf = (sub: string) => new UnsecuredJWT({ sub }).setIssuedAt().encode();

/** A browser that keeps its cookie, and the session of a user who has just signed in. */
const startSession = (user = 'alice', options = {}) => {
  const { visit } = createIdleLimit({ minutes: 30, name: 'visit', secret, secure: true, ...options });
  const browser = {
    cookie: '',
    idToken: idTokenOf(user),
    /** Returns whether the session is still there. */
    visit: async () => {
      const line = await visit(browser.idToken, browser.cookie);
      if (line) browser.cookie = line.replace(/;.*/, '');
      return line !== undefined;
    },
  };
  return browser;
};

test('a session is over after 30 minutes without a visit', async () => {
  const browser = startSession();
  expect(await browser.visit()).toBe(true);
  pass(30);

  expect(await browser.visit()).toBe(false);
});

test('a session lasts as long as there is a visit every 29 minutes', async () => {
  const browser = startSession();
  for (let visits = 0; visits < 10; visits += 1) {
    pass(29);
    expect(await browser.visit()).toBe(true);
  }
});

test('a session that has just begun is not over, although there was no visit yet', async () => {
  const browser = startSession();
  pass(29);

  expect(await browser.visit()).toBe(true);
});

test('a session that nobody has visited since sign-in is also over', async () => {
  const browser = startSession();
  pass(30);

  expect(await browser.visit()).toBe(false);
});

test('a refreshed ID token is a visit', async () => {
  const browser = startSession();
  await browser.visit();
  pass(20);
  browser.idToken = idTokenOf('alice');
  browser.cookie = '';
  pass(20);

  expect(await browser.visit()).toBe(true);
});

test('a session that was idle too long does not go on with the cookie of another user, nor with one from another app', async () => {
  const browser = startSession();
  await browser.visit();
  pass(30);
  const mallory = startSession('mallory');
  await mallory.visit();
  const elsewhere = startSession('alice', { secret: secret.toUpperCase() });
  await elsewhere.visit();

  for (const { cookie } of [mallory, elsewhere]) {
    browser.cookie = cookie;
    expect(await browser.visit()).toBe(false);
  }
});

test.each(['visit=', 'visit=x', 'visit=a.b.c.d.e', 'other=1'])(
  'a session that was idle too long is over with the cookie %s',
  async (cookie) => {
    const browser = startSession();
    pass(30);
    browser.cookie = cookie;

    expect(await browser.visit()).toBe(false);
  },
);

test('a session is over if its ID token cannot be read', async () => {
  const browser = startSession();
  browser.idToken = 'not a JWT';

  expect(await browser.visit()).toBe(false);
});

test('the cookie tells nobody whose it is, and is neither a session nor made of one', async () => {
  const browser = startSession();
  await browser.visit();
  const [, value = ''] = browser.cookie.split('=');

  for (const part of value.split('.')) {
    expect(Buffer.from(part, 'base64url').toString('latin1')).not.toContain('alice');
  }
  expect(await boundedCookie.unwrap(value, secret)).toEqual({});
  pass(30);
  browser.cookie = `visit=${await boundedCookie.wrap({ idToken: browser.idToken }, secret)}`;
  expect(await browser.visit()).toBe(false);
});

test('the cookie lives as long as the session may be idle, and is for the server alone', async () => {
  const { visit } = createIdleLimit({ minutes: 30, name: '__Host-visit', secret, secure: true });

  expect(await visit(idTokenOf('alice'))).toMatch(
    /^__Host-visit=[\w.-]+; Max-Age=1800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
});
