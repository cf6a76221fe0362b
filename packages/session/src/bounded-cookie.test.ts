import { randomBytes } from 'node:crypto';
import type { SessionData } from '@logto/node';
import fc from 'fast-check';
import { CompactEncrypt } from 'jose';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { boundedCookie, SessionTooLargeError } from './bounded-cookie.ts';
import { describeSession } from './describe-session.ts';
import { encrypt } from './encrypt.ts';
import { packSession } from './pack-session.ts';
import { atCallback, now, signedIn, signInAttempt } from './test/realistic-session.ts';

const secret = 'a-cookie-secret-of-32-characters!';
const cookieName = 'logto_p6aqc9tcd954k90ljhzvk';
const allTokens = { resourceTokens: 2, organizationTokens: 2, organizationResourceTokens: 2 };

const wrap = (session: SessionData) => boundedCookie.wrap(session, secret);
const unwrap = (value: string) => boundedCookie.unwrap(value, secret);

const opaqueTokens = (expiries: number[]) => ({
  accessToken: JSON.stringify(
    Object.fromEntries(
      expiries.map((expiresAt, index) => [
        `@https://api.example.com/${index}`,
        { token: randomBytes(150).toString('base64url'), scope: 'read', expiresAt },
      ]),
    ),
  ),
});

const tokensIn = (session: SessionData) =>
  describeSession(session, { store: '', inBrowser: 0, onServer: 0 }).accessTokens;

test('alice keeps her ID token, refresh token and all access tokens', async () => {
  const session = await signedIn({ profile: 'alice', organizations: 2, ...allTokens });
  const value = await wrap(session);

  expect(cookieName.length + value.length).toBeLessThan(2600);
  expect(await unwrap(value)).toEqual(session);
});

test('carol signs in with 60 organizations, and keeps the access tokens that the headers of nginx have room for', async () => {
  const callback = await atCallback({ profile: 'carol', organizations: 60 });
  const session = await signedIn({ profile: 'carol', organizations: 60, ...allTokens });
  const value = await wrap(session);
  const kept = await unwrap(value);

  expect(await unwrap(await wrap(callback))).toEqual(callback);
  expect(value.length).toBeLessThanOrEqual(2900);
  expect(kept).toMatchObject({ idToken: session.idToken, refreshToken: session.refreshToken });
  expect(tokensIn(kept).length).toBeGreaterThanOrEqual(4);
});

test('a user with 200 organizations signs in, and keeps an access token', async () => {
  const callback = await atCallback({ profile: 'carol', organizations: 200 });
  const session = await signedIn({ profile: 'carol', organizations: 200 });

  expect(await unwrap(await wrap(callback))).toEqual(callback);
  expect((await wrap(session)).length).toBeGreaterThan(2900);
  expect(await unwrap(await wrap(session))).toEqual(session);
});

test('300 organizations are too many, and the error names the sizes and the cure', async () => {
  const session = await atCallback({ profile: 'carol', organizations: 300 });

  await expect(wrap(session)).rejects.toBeInstanceOf(SessionTooLargeError);
  await expect(wrap(session)).rejects.toMatchObject({
    message: expect.stringMatching(
      /^The session needs \d{4} bytes and a cookie has room for 4000: keep sessions on the server, or take/,
    ),
    size: expect.any(Number),
    limit: 4000,
  });
});

test('the cookie fits and holds the essential tokens, however many access tokens are cached', async () => {
  const { refreshToken, idToken } = await signedIn({ profile: 'alice', organizations: 2 });
  const essential = { refreshToken, idToken, signInSession: signInAttempt() };

  for (let count = 5; count <= 60; count += 5) {
    const value = await wrap({ ...essential, ...opaqueTokens(Array.from({ length: count }, () => now)) });

    expect(value.length).toBeLessThanOrEqual(2900);
    expect(await unwrap(value)).toMatchObject(essential);
  }
});

test('expired access tokens are left out first, then those that expire soonest', async () => {
  // Each expiry once, out of order.
  const expiries = Array.from({ length: 40 }, (_, index) => now - 3600 + ((index * 17) % 40) * 180);
  const kept = tokensIn(await unwrap(await wrap(opaqueTokens(expiries)))).map(({ expiresAt }) => expiresAt);

  expect(kept.length).toBeGreaterThan(10);
  expect(kept.length).toBeLessThan(40);
  expect(kept).toEqual(expiries.toSorted().slice(-kept.length));
});

test('of access tokens with the same expiry, the last cached ones stay', async () => {
  const kept = tokensIn(await unwrap(await wrap(opaqueTokens(Array.from({ length: 40 }, () => now)))));

  expect(kept.length).toBeGreaterThan(10);
  expect(kept.map(({ resource }) => resource)).toEqual(
    Array.from({ length: kept.length }, (_, index) => `https://api.example.com/${40 - kept.length + index}`),
  );
});

test('an access token that does not fit even alone is left out', async () => {
  const essential = { idToken: 'an ID token', refreshToken: 'a refresh token' };
  const accessToken = JSON.stringify({
    '@': { token: randomBytes(3000).toString('base64url'), scope: '', expiresAt: now },
  });

  expect(await unwrap(await wrap({ ...essential, accessToken }))).toEqual(essential);
  expect(await unwrap(await wrap({ ...essential, accessToken: accessToken.slice(1) }))).toEqual(essential);
});

test('every session of short strings comes back unchanged', async () => {
  const text = fc.string({ unit: 'binary', maxLength: 100 });
  const sessions = fc.record(
    { idToken: text, refreshToken: text, accessToken: text, signInSession: text },
    { requiredKeys: [] },
  );

  await fc.assert(
    fc.asyncProperty(sessions, async (session) => {
      expect(await unwrap(await wrap(session))).toEqual(session);
    }),
  );
});

test('wrapping a session twice gives different values', async () => {
  const session = { idToken: 'an ID token' };

  expect(await wrap(session)).not.toBe(await wrap(session));
});

test('the key is derived once per secret', async () => {
  const deriveKey = vi.spyOn(crypto.subtle, 'deriveKey');
  const ownSecret = 'a-secret-that-no-other-test-has-used';
  const [value] = await Promise.all([1, 2, 3].map(() => boundedCookie.wrap({}, ownSecret)));
  await boundedCookie.unwrap(value ?? '', ownSecret);

  expect(deriveKey).toHaveBeenCalledTimes(1);
});

test('a value of another secret is an empty session', async () => {
  const value = await wrap({ idToken: 'an ID token' });

  expect(await boundedCookie.unwrap(value, secret.toUpperCase())).toEqual({});
});

test('a secret of less than 32 characters is refused', async () => {
  const short = 'x'.repeat(31);

  await expect(boundedCookie.wrap({}, '')).rejects.toThrow('The cookie secret has 0 characters and needs 32');
  await expect(boundedCookie.wrap({}, short)).rejects.toThrow('set cookieSecret');
  expect(await boundedCookie.unwrap(await wrap({ idToken: 'an ID token' }), short)).toEqual({});
});

test('a value with one character changed, removed or added is an empty session', async () => {
  const value = await wrap({ idToken: 'an ID token', refreshToken: 'a refresh token' });
  const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/. é';

  for (let at = 0; at <= value.length; at += 1) {
    const [before, after] = [value.slice(0, at), value.slice(at)];
    // The last character of a part can have bits that decoding ignores: try all of them there.
    for (const character of /^.(\.|$)/.test(after) ? characters : 'Aa-=') {
      const added = `${before}${character}${after}`;
      const changed = `${before}${character}${after.slice(1)}`;
      expect(await unwrap(added), added).toEqual({});
      if (changed !== value) expect(await unwrap(changed), changed).toEqual({});
    }
    if (at < value.length) expect(await unwrap(before), before).toEqual({});
  }
});

const packed = packSession({ idToken: 'an ID token' });
const farExpiry = { exp: 9_999_999_999 };

test('a value with these parts is read', async () => {
  expect(await unwrap(await encrypt(packed, secret, farExpiry))).toEqual({ idToken: 'an ID token' });
});

test.each([
  ['an empty value', ''],
  ['nonsense', '%%% not base64url'],
  ['five parts of nonsense', 'a.b.c.d.e'],
  [
    'a JWE with another key',
    await new CompactEncrypt(packed)
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', ...farExpiry })
      .encrypt(new Uint8Array(32)),
  ],
  ['a JWE without an expiry', await encrypt(packed, secret, {})],
  ['a session with a number for a token', await encrypt(packSession({ idToken: 1 }), secret, farExpiry)],
  ["the SDK's own format", 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=.q83vEjRWeJCrze8S'],
  ['a huge value', 'A'.repeat(1_000_000)],
])('%s is an empty session', async (_, value) => {
  expect(await unwrap(value)).toEqual({});
});

const hour = 3600 * 1000;

test.each([
  ['a copied cookie', '14 days', { idToken: 'an ID token' }, 14 * 24 * hour],
  ['a sign-in attempt', 'an hour', { signInSession: 'an attempt' }, hour],
])('%s is an empty session after %s', async (_, __, session, lifetime) => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const value = await wrap(session);

  vi.setSystemTime(Date.now() + lifetime - 1000);
  expect(await unwrap(value)).toEqual(session);
  vi.setSystemTime(Date.now() + 2000);
  expect(await unwrap(value)).toEqual({});
  vi.useRealTimers();
});

describe('a value that was opened before', () => {
  const session = { idToken: 'an ID token' };

  beforeEach(() => {
    globalThis.openedSessions?.clear();
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  test('is decrypted once in 10 seconds', async () => {
    const value = await wrap(session);
    const decrypt = vi.spyOn(crypto.subtle, 'decrypt');
    for (let view = 0; view < 3; view += 1) expect(await unwrap(value)).toEqual(session);
    expect(decrypt).toHaveBeenCalledTimes(1);

    vi.advanceTimersByTime(10_001);
    expect(await unwrap(value)).toEqual(session);
    expect(decrypt).toHaveBeenCalledTimes(2);
  });

  test('is forgotten as soon as its session changes or ends', async () => {
    const value = await wrap(session);
    await unwrap(value);
    expect(globalThis.openedSessions?.size).toBe(1);

    await boundedCookie.wrap({}, secret, value);
    expect(globalThis.openedSessions?.size).toBe(0);
  });

  test('is not changed by what a request does with its session', async () => {
    const value = await wrap(session);
    const opened = await unwrap(value);
    opened.idToken = 'another';

    expect(await unwrap(value)).toEqual(session);
  });

  test('is an empty session with another secret', async () => {
    const value = await wrap(session);
    await unwrap(value);

    expect(await boundedCookie.unwrap(value, 'another-secret-of-32-characters!!')).toEqual({});
  });

  test('is one of at most 500 in memory', async () => {
    const visitors = Array.from({ length: 501 }, (_, visitor) => wrap({ idToken: `${visitor}` }));
    await Promise.all(visitors.map(async (value) => unwrap(await value)));
    expect(globalThis.openedSessions?.size).toBe(500);

    vi.advanceTimersByTime(10_001);
    expect(globalThis.openedSessions?.size).toBe(0);
  });
});
