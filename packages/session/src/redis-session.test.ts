import { PersistKey } from '@logto/node';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { signedIn } from '../test/realistic-session.ts';
import { hasRedisServer, startRedis } from '../test/redis-server.ts';
import {
  cached,
  cacheToken,
  createVisitor,
  finishSignIn,
  secret,
  signOut,
  startSignIn,
} from '../test/visitor.ts';
import type { DescribedSessions } from './describe-session.ts';
import { createRedisSession } from './redis-session.ts';

const fourteenDays = 14 * 24 * 60 * 60;

describe.skipIf(!hasRedisServer)('a session in Redis', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let wrapper: DescribedSessions;
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

  test('comes back as it was, for an id of 256 bits in the cookie', async () => {
    const visitor = await signedInVisitor();

    expect(visitor.cookie).toMatch(/^[\w-]{43}$/);
    expect(await visitor.session()).toEqual({
      idToken: 'an ID token',
      refreshToken: 'a refresh token',
      accessToken: cached('@'),
    });
    expect(await redis.dump()).toHaveLength(1);
  });

  test('has no bounds: a user of 300 organizations with 62 tokens keeps them all', async () => {
    const session = await signedIn({
      profile: 'carol',
      organizations: 300,
      resourceTokens: 2,
      organizationTokens: 60,
    });
    const value = await wrapper.wrap(session, secret);

    expect(await wrapper.unwrap(value, secret)).toEqual(session);
  });

  test('of a visitor who only looks around does not exist, and Redis is not asked', async () => {
    const visitor = createVisitor(createRedisSession({ url: 'redis://nowhere.invalid' }));

    expect(await visitor.session()).toEqual({});
    expect(visitor.cookie).toBe('');
  });

  test.each([
    ['that nobody made', 'A'.repeat(43)],
    ['of another form', 'session:1'],
    ['beyond every limit', 'A'.repeat(1_000_000)],
    ['that is a pattern', '*'],
  ])('is never made for an id %s', async (_, planted) => {
    const visitor = createVisitor(wrapper, planted);

    expect(await visitor.session()).toEqual({});
    await (await visitor.request()).setItem(PersistKey.RefreshToken, 'a refresh token');
    expect(visitor.cookie).toMatch(/^[\w-]{43}$/);
    expect(visitor.cookie).not.toBe(planted);
    expect(await visitor.session()).toEqual({ refreshToken: 'a refresh token' });
    expect(await createVisitor(wrapper, planted).session()).toEqual({});
  });

  test('is not found under an id with one character changed, left out or added', async () => {
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

  test('gets a new id at sign-in, and an id planted before it is worthless', async () => {
    const attacker = createVisitor(wrapper);
    await startSignIn(await attacker.request());
    const victim = createVisitor(wrapper, attacker.cookie);
    await finishSignIn(await victim.request());

    expect(victim.cookie).not.toBe(attacker.cookie);
    expect(await victim.session()).toMatchObject({ idToken: 'an ID token' });
    expect(await attacker.session()).toEqual({});
    expect(await redis.dump()).toHaveLength(1);
  });

  test('keeps its id while tokens are fetched, since server components cannot write cookies', async () => {
    const visitor = await signedInVisitor();
    const { cookie } = visitor;
    await cacheToken(await visitor.request(), '@api', 'a rotated refresh token');

    expect(visitor.cookie).toBe(cookie);
  });

  test('is deleted at sign-out, and a copied cookie is worthless', async () => {
    const visitor = await signedInVisitor();
    const thief = createVisitor(wrapper, visitor.cookie);
    await signOut(await visitor.request());

    expect(visitor.cookie).toBe('');
    expect(await thief.session()).toEqual({});
    expect(await redis.dump()).toEqual([]);
  });

  test('is deleted when the SDK destroys it, and the same request may begin another', async () => {
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

  test('ends when another sign-in begins, which goes on under a new id', async () => {
    const visitor = await signedInVisitor();
    const before = createVisitor(wrapper, visitor.cookie);
    await startSignIn(await visitor.request());

    expect(await visitor.session()).toEqual({ signInSession: 'an attempt' });
    expect(await before.session()).toEqual({});
  });

  test('lives for 14 days after it was last written', async () => {
    const visitor = await signedInVisitor();
    const [{ key = '' } = {}] = await redis.dump();
    await redis.inside.expire(key, 100);
    await visitor.session();
    expect(await redis.inside.ttl(key)).toBeLessThanOrEqual(100);

    await cacheToken(await visitor.request(), '@api');
    expect(await redis.inside.ttl(key)).toBeGreaterThan(fourteenDays - 60);
    expect(await redis.inside.ttl(key)).toBeLessThanOrEqual(fourteenDays);
  });

  test('lives as long as the app says', async () => {
    await createRedisSession({ url: redis.url, ttl: 60 }).wrap({ idToken: 'an ID token' }, secret);
    const [{ key = '' } = {}] = await redis.dump();

    expect(await redis.inside.ttl(key)).toBeLessThanOrEqual(60);
    expect(await redis.inside.ttl(key)).toBeGreaterThan(0);
  });

  test('shows who dumps Redis no token, no claim and no cookie', async () => {
    const session = await signedIn({ profile: 'alice', organizations: 2, resourceTokens: 2 });
    const cookie = await wrapper.wrap(session, secret);
    const [{ key = '', value = '' } = {}] = await redis.dump();
    const dump = `${key} ${value} ${Buffer.from(value, 'base64url').toString('latin1')}`;

    // Nothing much shorter: what is encrypted holds any three characters now and then.
    for (const known of [
      cookie,
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

  test('is none with another secret', async () => {
    const { cookie } = await signedInVisitor();

    expect(await wrapper.unwrap(cookie, secret.toUpperCase())).toEqual({});
    await expect(wrapper.wrap({ idToken: 'an ID token' }, 'short')).rejects.toThrow(
      'The cookie secret has 5',
    );
  });

  test('cannot be given to another visitor by who writes to Redis, nor changed', async () => {
    const [alice, mallory] = [await signedInVisitor(), createVisitor(wrapper)];
    const [{ key: keyOfAlice = '', value: ofAlice = '' } = {}] = await redis.dump();
    await startSignIn(await mallory.request());
    const keyOfMallory = (await redis.dump()).find(({ key }) => key !== keyOfAlice)?.key ?? '';
    await redis.inside.set(keyOfMallory, ofAlice);
    await redis.inside.set(keyOfAlice, `${ofAlice.slice(0, -1)}${ofAlice.endsWith('A') ? 'B' : 'A'}`);

    expect(await mallory.session()).toEqual({});
    expect(await alice.session()).toEqual({});
    const { cookie } = mallory;
    await startSignIn(await mallory.request());
    expect(mallory.cookie).not.toBe(cookie);
  });

  test('keeps what two requests wrote at once', async () => {
    const visitor = await signedInVisitor();
    const [one, other] = [await visitor.request(), await visitor.request()];
    await cacheToken(one, '@one', 'a rotated refresh token');
    await cacheToken(other, '@other');

    expect(await tokensOf(visitor)).toEqual(['@', '@one', '@other']);
    expect(await visitor.session()).toMatchObject({ refreshToken: 'a rotated refresh token' });

    await cacheToken(one, '@again');
    expect(await tokensOf(visitor)).toEqual(['@', '@again', '@one', '@other']);
  });

  test('keeps what twenty requests wrote in the same instant', async () => {
    const visitor = await signedInVisitor();
    const keys = Array.from({ length: 20 }, (_, index) => `@${String.fromCharCode(97 + index)}`);
    const requests = await Promise.all(keys.map(async (key) => ({ key, request: await visitor.request() })));
    await Promise.all(requests.map(({ key, request }) => cacheToken(request, key)));

    expect(await tokensOf(visitor)).toEqual(['@', ...keys]);
  });

  test('keeps a sign-in attempt for an hour, and a signed-in visitor for 14 days', async () => {
    const attempt = createVisitor(wrapper);
    await startSignIn(await attempt.request());
    const [{ lifetime } = {}] = await redis.dump();
    expect(lifetime).toBeGreaterThan(3590);
    expect(lifetime).toBeLessThanOrEqual(3600);

    await finishSignIn(await attempt.request());
    const [{ lifetime: longer } = {}] = await redis.dump();
    expect(longer).toBeGreaterThan(14 * 24 * 3600 - 10);
  });

  test('a hundred requests of one session at once neither fail nor disturb another visitor', async () => {
    const [busy, other] = [await signedInVisitor(), await signedInVisitor()];
    const requests = await Promise.all(Array.from({ length: 100 }, () => busy.request()));
    // Each command has its two seconds: how many of them this machine can serve in that time is another matter.
    const clock = vi.spyOn(performance, 'now').mockReturnValue(performance.now());
    onTestFinished(() => clock.mockRestore());
    const writes = requests.map((request, index) => cacheToken(request, `@${index}`));
    const reads = Array.from({ length: 10 }, () => other.session());

    for (const session of await Promise.all(reads)) expect(session).toHaveProperty('idToken');
    await Promise.all(writes);
  });

  test('stays ended when a request that began before sign-out writes after it, twice', async () => {
    const visitor = await signedInVisitor();
    const thief = createVisitor(wrapper, visitor.cookie);
    const slow = await visitor.request();
    await signOut(await visitor.request());
    await cacheToken(slow, '@api', 'a rotated refresh token');

    expect(visitor.cookie).toBe('');
    expect(await thief.session()).toEqual({});
    expect(await redis.dump()).toEqual([]);
  });

  test('stays ended when sign-out comes between the reading and the writing of another request', async () => {
    const visitor = await signedInVisitor();
    // Served by another process: within one, they would wait for each other.
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

  test('gives nothing to the next one: a slow request of whoever was signed in before is too late', async () => {
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

  test('lets a sign-in begin that was asked for before sign-out, without anything else of the old one', async () => {
    const visitor = await signedInVisitor();
    const slow = await visitor.request();
    await signOut(await visitor.request());
    await slow.setItem(PersistKey.SignInSession, 'an attempt');
    expect(await visitor.session()).toEqual({ signInSession: 'an attempt' });

    await startSignIn(slow, 'an attempt');
    expect(await visitor.session()).toEqual({ signInSession: 'an attempt' });
    expect(await redis.dump()).toHaveLength(1);
  });

  test('can be described without a token', async () => {
    const visitor = await signedInVisitor();
    const [{ value = '' } = {}] = await redis.dump();

    expect(await wrapper.describe(visitor.cookie, secret)).toEqual({
      store: 'In Redis, encrypted; the browser has an id in a cookie',
      bytes: value.length,
      hasIdToken: true,
      hasRefreshToken: true,
      accessTokens: [{ scopes: [], expiresAt: 1 }],
    });
    expect(await wrapper.describe('', secret)).toMatchObject({
      bytes: 0,
      hasIdToken: false,
      accessTokens: [],
    });
  });
});
