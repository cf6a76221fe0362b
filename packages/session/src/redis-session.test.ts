import { PersistKey } from '@logto/node';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { boundedCookie } from './bounded-cookie.ts';
import type { DescribableSessionWrapper } from './describe-session.ts';
import { createRedisSession } from './redis-session.ts';
import { signedIn } from './test/realistic-session.ts';
import { decoded, hasRedisServer, startRedis } from './test/redis-server.ts';
import {
  cached,
  cacheToken,
  createVisitor,
  finishSignIn,
  secret,
  signOut,
  startSignIn,
} from './test/visitor.ts';

const fourteenDays = 14 * 24 * 60 * 60;

describe.skipIf(!hasRedisServer)('a session in Redis', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let wrapper: DescribableSessionWrapper;
  beforeAll(async () => {
    redis = await startRedis();
    wrapper = createRedisSession({ url: redis.url });
  });
  beforeEach(() => redis.inside.flushAll());
  afterAll(() => redis?.stop());

  const signedInVisitor = async () => {
    const visitor = createVisitor(wrapper);
    await startSignIn(await visitor.request());
    await finishSignIn(await visitor.request());
    return visitor;
  };

  const tokensOf = async (visitor: ReturnType<typeof createVisitor>) =>
    Object.keys(JSON.parse((await visitor.session()).accessToken ?? '{}')).toSorted();

  test('comes back unchanged for an id of 256 bits in the cookie', async () => {
    const visitor = await signedInVisitor();

    expect(visitor.cookie).toMatch(/^[\w-]{43}$/);
    expect(await visitor.session()).toEqual({
      idToken: 'an ID token',
      refreshToken: 'a refresh token',
      accessToken: cached('@'),
    });
    expect(await redis.dump()).toHaveLength(1);
  });

  test('has no size limit: a user with 300 organizations keeps 62 access tokens', async () => {
    const session = await signedIn({
      profile: 'carol',
      organizations: 300,
      resourceTokens: 2,
      organizationTokens: 60,
    });
    const value = await wrapper.wrap(session, secret);

    expect(await wrapper.unwrap(value, secret)).toEqual(session);
  });

  test('is empty without a cookie, and Redis is not asked', async () => {
    const visitor = createVisitor(createRedisSession({ url: 'redis://nowhere.invalid' }));

    expect(await visitor.session()).toEqual({});
    expect(visitor.cookie).toBe('');
  });

  test.each([
    ['that was never issued', 'A'.repeat(43)],
    ['in another format', 'session:1'],
    ['of a megabyte', 'A'.repeat(1_000_000)],
    ['that is a pattern', '*'],
  ])('is never created under an id %s', async (_, planted) => {
    const visitor = createVisitor(wrapper, planted);

    expect(await visitor.session()).toEqual({});
    await finishSignIn(await visitor.request());
    expect(visitor.cookie).toMatch(/^[\w-]{43}$/);
    expect(visitor.cookie).not.toBe(planted);
    expect(await visitor.session()).toMatchObject({ idToken: 'an ID token' });
    expect(await createVisitor(wrapper, planted).session()).toEqual({});
  });

  test('is not found under an id with one character changed, removed or added', async () => {
    const { cookie } = await signedInVisitor();
    const [{ key = '' } = {}] = await redis.dump();

    for (let at = 0; at <= cookie.length; at += 1) {
      const other = cookie[at] === 'A' ? 'B' : 'A';
      const [before, after] = [cookie.slice(0, at), cookie.slice(at)];
      for (const forged of [`${before}${other}${after}`, `${before}${other}${after.slice(1)}`, before]) {
        if (forged !== cookie) expect(await wrapper.unwrap(forged, secret), forged).toEqual({});
      }
    }
    expect(await wrapper.unwrap(key, secret)).toEqual({});
    expect(await wrapper.unwrap(key.replace(/.*:/, ''), secret)).toEqual({});
  });

  test('gets a new id at sign-in, so that an id planted before is useless', async () => {
    const attacker = createVisitor(wrapper);
    await startSignIn(await attacker.request());
    const victim = createVisitor(wrapper, attacker.cookie);
    await finishSignIn(await victim.request());

    expect(victim.cookie).not.toBe(attacker.cookie);
    expect(await victim.session()).toMatchObject({ idToken: 'an ID token' });
    expect(await attacker.session()).toEqual({ signInSession: 'an attempt' });
    expect(await redis.dump()).toHaveLength(1);
  });

  test('keeps its id while tokens are fetched, since server components cannot write cookies', async () => {
    const visitor = await signedInVisitor();
    const { cookie } = visitor;
    await cacheToken(await visitor.request(), '@api', 'a rotated refresh token');

    expect(visitor.cookie).toBe(cookie);
  });

  test('is deleted at sign-out, so that a copied cookie is useless', async () => {
    const visitor = await signedInVisitor();
    const thief = createVisitor(wrapper, visitor.cookie);
    await signOut(await visitor.request());

    expect(visitor.cookie).toBe('');
    expect(await thief.session()).toEqual({});
    expect(await redis.dump()).toEqual([]);
  });

  test('is deleted when the SDK destroys it, and the same request can begin another', async () => {
    const visitor = await signedInVisitor();
    const { cookie } = visitor;
    const request = await visitor.request();
    await request.destroy();

    expect(visitor.cookie).toBe('');
    expect(await redis.dump()).toEqual([]);

    await request.setItem(PersistKey.SignInSession, 'an attempt');
    expect(visitor.cookie).not.toBe(cookie);
    expect(await visitor.session()).toEqual({ signInSession: 'an attempt' });
  });

  test('ends when another sign-in begins, which gets a new id', async () => {
    const visitor = await signedInVisitor();
    const before = createVisitor(wrapper, visitor.cookie);
    await startSignIn(await visitor.request());

    expect(await visitor.session()).toEqual({ signInSession: 'an attempt' });
    expect(await before.session()).toEqual({});
  });

  test('lives for 14 days after the last write', async () => {
    const visitor = await signedInVisitor();
    const [{ key = '' } = {}] = await redis.dump();
    await redis.inside.expire(key, 100);
    await visitor.session();
    expect(await redis.inside.ttl(key)).toBeLessThanOrEqual(100);

    await cacheToken(await visitor.request(), '@api');
    expect(await redis.inside.ttl(key)).toBeGreaterThan(fourteenDays - 60);
    expect(await redis.inside.ttl(key)).toBeLessThanOrEqual(fourteenDays);
  });

  test('is stored without a readable token, claim or cookie', async () => {
    const session = await signedIn({ profile: 'alice', organizations: 2, resourceTokens: 2 });
    const cookie = await wrapper.wrap(session, secret);
    const records = await redis.dump();
    const dump = records.map(({ key, value }) => `${key} ${value} ${decoded(value)}`).join('\n');

    expect(records).toHaveLength(2);
    // Nothing shorter: encrypted bytes contain any three characters now and then.
    for (const known of [
      cookie,
      decodeJwt(session.idToken).sub,
      'idToken',
      session.refreshToken,
      'Alice Liddell',
      'alice@example.com',
      ...session.idToken.split('.'),
      'shopping',
    ]) {
      expect(dump).not.toContain(known);
    }
  });

  test('is empty with another secret', async () => {
    const { cookie } = await signedInVisitor();

    expect(await wrapper.unwrap(cookie, secret.toUpperCase())).toEqual({});
    await expect(wrapper.wrap({ idToken: 'an ID token' }, 'short')).rejects.toThrow(
      'The cookie secret has 5',
    );
  });

  test('cannot be moved to another visitor in Redis, nor changed', async () => {
    const alice = await signedInVisitor();
    const [{ key: keyOfAlice = '', value: ofAlice = '' } = {}] = await redis.dump();
    const mallory = await signedInVisitor();
    const keyOfMallory = (await redis.dump()).find(({ key }) => key !== keyOfAlice)?.key ?? '';
    await redis.inside.set(keyOfMallory, ofAlice);
    await redis.inside.set(keyOfAlice, `${ofAlice.slice(0, -1)}${ofAlice.endsWith('A') ? 'B' : 'A'}`);

    expect(await mallory.session()).toEqual({});
    expect(await alice.session()).toEqual({});
  });

  test('is neither a cookie nor made of one', async () => {
    const visitor = await signedInVisitor();
    const [{ key = '', value = '' } = {}] = await redis.dump();
    expect(await boundedCookie.unwrap(value, secret)).toEqual({});

    await redis.inside.set(key, await boundedCookie.wrap({ idToken: 'an ID token' }, secret));
    expect(await visitor.session()).toEqual({});
  });

  test('keeps the changes of two concurrent requests', async () => {
    const visitor = await signedInVisitor();
    const [one, other] = [await visitor.request(), await visitor.request()];
    await cacheToken(one, '@one', 'a rotated refresh token');
    await cacheToken(other, '@other');

    expect(await tokensOf(visitor)).toEqual(['@', '@one', '@other']);
    expect(await visitor.session()).toMatchObject({ refreshToken: 'a rotated refresh token' });

    await cacheToken(one, '@again');
    expect(await tokensOf(visitor)).toEqual(['@', '@again', '@one', '@other']);
  });

  test('keeps the changes of twenty concurrent requests', async () => {
    const visitor = await signedInVisitor();
    const keys = Array.from({ length: 20 }, (_, index) => `@${String.fromCharCode(97 + index)}`);
    const requests = await Promise.all(keys.map(async (key) => ({ key, request: await visitor.request() })));
    await Promise.all(requests.map(({ key, request }) => cacheToken(request, key)));

    expect(await tokensOf(visitor)).toEqual(['@', ...keys]);
  });

  test('begins at sign-in: an attempt is in the cookie, encrypted, and Redis is not asked', async () => {
    const attempt = createVisitor(createRedisSession({ url: 'redis://nowhere.invalid' }));
    await startSignIn(await attempt.request());

    expect(await attempt.session()).toEqual({ signInSession: 'an attempt' });
    expect(decoded(attempt.cookie)).not.toContain('an attempt');

    const visitor = createVisitor(wrapper, attempt.cookie);
    await finishSignIn(await visitor.request());
    expect(visitor.cookie).toMatch(/^[\w-]{43}$/);
    expect(await visitor.session()).not.toHaveProperty('signInSession');
  });

  test('is never read from a cookie, even if the app once kept sessions there', async () => {
    const cookie = await boundedCookie.wrap(
      { idToken: 'an ID token', refreshToken: 'a refresh token' },
      secret,
    );

    expect(await createVisitor(wrapper, cookie).session()).toEqual({});
  });

  test('takes a hundred concurrent requests without failing them or another visitor', async () => {
    const [busy, other] = [await signedInVisitor(), await signedInVisitor()];
    const requests = await Promise.all(Array.from({ length: 100 }, () => busy.request()));
    // Stop the clock: how many commands this machine serves in the time limit is another matter.
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now());
    onTestFinished(() => clock.mockRestore());
    const writes = requests.map((request, index) => cacheToken(request, `@${index}`));
    const reads = Array.from({ length: 10 }, () => other.session());

    for (const session of await Promise.all(reads)) expect(session).toHaveProperty('idToken');
    await Promise.all(writes);
  });

  test('stays ended when a request that began before sign-out writes after it', async () => {
    const visitor = await signedInVisitor();
    const thief = createVisitor(wrapper, visitor.cookie);
    const slow = await visitor.request();
    await signOut(await visitor.request());
    await cacheToken(slow, '@api', 'a rotated refresh token');

    expect(visitor.cookie).toBe('');
    expect(await thief.session()).toEqual({});
    expect(await redis.dump()).toEqual([]);
  });

  test('stays ended when sign-out happens between the read and the write of another request', async () => {
    const visitor = await signedInVisitor();
    // As if in another process: within one, the mutex would make them wait.
    const elsewhere = createVisitor(createRedisSession({ url: redis.url }), visitor.cookie);
    const [slow, last] = [await visitor.request(), await elsewhere.request()];
    const { encrypt } = crypto.subtle;
    const spy = vi.spyOn(crypto.subtle, 'encrypt').mockImplementationOnce(async (...parameters) => {
      await signOut(last);
      return encrypt.apply(crypto.subtle, parameters);
    });
    await cacheToken(slow, '@api', 'a rotated refresh token');
    spy.mockRestore();

    expect(visitor.cookie).toBe('');
    expect(await redis.dump()).toEqual([]);
  });

  test('gets nothing from a slow request of the user who was signed in before', async () => {
    const visitor = await signedInVisitor();
    const slow = await visitor.request();
    await startSignIn(await visitor.request());
    const { cookie } = visitor;
    await cacheToken(slow, '@api');
    visitor.cookie = cookie;
    await finishSignIn(await visitor.request(), 'an ID token of Bob');

    expect(await tokensOf(visitor)).toEqual(['@']);
    expect(await redis.dump()).toHaveLength(1);
  });

  test('lets a request that began before sign-out start a sign-in, without the old tokens', async () => {
    const visitor = await signedInVisitor();
    const slow = await visitor.request();
    await signOut(await visitor.request());
    await slow.setItem(PersistKey.SignInSession, 'an attempt');
    expect(await visitor.session()).toEqual({ signInSession: 'an attempt' });

    await startSignIn(slow, 'another attempt');
    expect(await visitor.session()).toEqual({ signInSession: 'another attempt' });
    expect(await redis.dump()).toEqual([]);
  });

  test('is described without a token', async () => {
    const visitor = await signedInVisitor();
    const [{ value = '' } = {}] = await redis.dump();

    expect(await wrapper.describe(visitor.cookie, secret)).toEqual({
      store: 'In Redis, encrypted; the browser has an id in a cookie',
      inBrowser: visitor.cookie.length,
      onServer: value.length,
      accessTokens: [{ scopes: [], expiresAt: 1 }],
    });
    expect(await wrapper.describe('', secret)).toMatchObject({
      inBrowser: 0,
      onServer: 0,
      accessTokens: [],
    });
  });
});
