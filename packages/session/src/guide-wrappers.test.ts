import { randomUUID } from 'node:crypto';
import { createKVSessionWrapper, type SessionData, type SessionWrapper } from '@logto/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { boundedCookie } from './bounded-cookie.ts';
import { createRedisSession } from './redis-session.ts';
import { hasRedisServer, startRedis } from './test/redis-server.ts';
import { cacheToken, createVisitor, finishSignIn, signOut, startSignIn } from './test/visitor.ts';

// What goes wrong with the session wrappers of Logto's SDK and guides, and does not with the ones here.

/** The SDK's wrapper on a store of keys and values, and what the store holds. */
const createKv = () => {
  const records = new Map<string, string>();
  const wrapper = createKVSessionWrapper({
    get: async (key) => records.get(key),
    set: async (key, value) => {
      records.set(key, value);
    },
  });
  return { wrapper, dump: () => JSON.stringify([...records]) };
};

/** A wrapper in memory that, as the one in Logto's guide for Next.js, keeps the latest id for the next visitor. */
const createMemoryWrapper = (): SessionWrapper => {
  const sessions = new Map<string, SessionData>();
  let currentId: string | undefined;
  return {
    wrap: async (data) => {
      currentId ??= randomUUID();
      sessions.set(currentId, data);
      return currentId;
    },
    unwrap: async (value) => {
      if (!value) return {};
      currentId = value;
      return sessions.get(value) ?? {};
    },
  };
};

/** Whether an attacker who puts an id of their own into a visitor's browser is signed in when the visitor is. */
const isPlantedIdUseful = async (wrapper: SessionWrapper) => {
  const visitor = createVisitor(wrapper, 'chosen-by-the-attacker');
  await startSignIn(await visitor.request());
  await finishSignIn(await visitor.request());
  const attacker = createVisitor(wrapper, 'chosen-by-the-attacker');
  return 'idToken' in (await attacker.session());
};

/** Whether a copy of the cookie is signed in after a request that began before sign-out has ended. */
const isRestoredAfterSignOut = async (wrapper: SessionWrapper) => {
  const visitor = createVisitor(wrapper);
  await finishSignIn(await visitor.request());
  const copy = createVisitor(wrapper, visitor.cookie);
  const slow = await visitor.request();
  await signOut(await visitor.request());
  await cacheToken(slow, '@api');
  return 'idToken' in (await copy.session());
};

/** Whether one visitor sees the session of another who signs in after them. */
const isShared = async (wrapper: SessionWrapper) => {
  const alice = createVisitor(wrapper);
  await finishSignIn(await alice.request(), 'the ID token of alice');
  const bob = createVisitor(wrapper);
  await finishSignIn(await bob.request(), 'the ID token of bob');
  return (await alice.session()).idToken === 'the ID token of bob';
};

describe("createKVSessionWrapper of Logto's SDK", () => {
  test('accepts an id that an attacker has chosen', async () => {
    expect(await isPlantedIdUseful(createKv().wrapper)).toBe(true);
  });

  test('restores a session when a request that began before sign-out ends', async () => {
    expect(await isRestoredAfterSignOut(createKv().wrapper)).toBe(true);
  });

  test('stores tokens that anyone with access to the store can read', async () => {
    const { wrapper, dump } = createKv();
    await finishSignIn(await createVisitor(wrapper).request());

    expect(dump()).toContain('an ID token');
  });

  test('stores each sign-in that anybody starts', async () => {
    const { wrapper, dump } = createKv();
    await startSignIn(await createVisitor(wrapper).request());

    expect(dump()).toContain('an attempt');
  });
});

describe("a wrapper in memory as in Logto's guide, with one id for all visitors", () => {
  test('gives a visitor the session of the one who signed in last', async () => {
    expect(await isShared(createMemoryWrapper())).toBe(true);
  });
});

test('a cookie with the whole session is neither shared nor planted', async () => {
  expect(await isShared(boundedCookie)).toBe(false);
  expect(await isPlantedIdUseful(boundedCookie)).toBe(false);
});

describe.skipIf(!hasRedisServer)('sessions in Redis', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let wrapper: SessionWrapper;
  beforeAll(async () => {
    redis = await startRedis();
    wrapper = createRedisSession({ url: redis.url });
  });
  afterAll(() => redis?.stop());

  test('are neither shared nor planted, and end at sign-out', async () => {
    expect(await isShared(wrapper)).toBe(false);
    expect(await isPlantedIdUseful(wrapper)).toBe(false);
    expect(await isRestoredAfterSignOut(wrapper)).toBe(false);
  });

  test('hold no attempt, and no token that a reader of Redis could use', async () => {
    await redis.inside.flushAll();
    await startSignIn(await createVisitor(wrapper).request());
    expect(await redis.dump()).toEqual([]);

    await finishSignIn(await createVisitor(wrapper).request());
    expect(JSON.stringify(await redis.dump())).not.toContain('an ID token');
  });
});
