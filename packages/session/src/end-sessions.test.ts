import { promisify } from 'node:util';
import { PersistKey } from '@logto/node';
import session from 'express-session';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Logout } from './logout.ts';
import { createMemoryStore } from './memory-store.ts';
import { createRedisSession } from './redis-session.ts';
import { createRedisStore } from './redis-store.ts';
import { hasRedisServer, startRedis } from './test/redis-server.ts';
import { cached, createVisitor, finishSignIn, idTokenWith, secret } from './test/visitor.ts';

const inTwoMinutes = () => Math.floor(Date.now() / 1000) + 120;

let tokens = 0;
/** What a logout token with an id of its own says. */
const logoutOf = (claims: { sid?: string; sub?: string }): Logout => {
  tokens += 1;
  return { jti: `token ${tokens}`, expiresAt: inTwoMinutes(), ...claims };
};

/** A session of a user, as an app and its store see it. */
type Visit = {
  isSignedIn: () => Promise<boolean>;
  idToken: () => Promise<unknown>;
  /** A request that has read the session, and changes it when called: with an ID token, as at the callback of a sign-in. */
  beginRequest: () => Promise<(idToken?: string) => Promise<void>>;
};

type Subject = {
  signIn: (idToken: string) => Promise<Visit>;
  endSessions: (logout: Logout) => Promise<boolean>;
};

const withStore = (store: session.Store & { endSessions: (logout: Logout) => Promise<boolean> }): Subject => {
  let ids = 0;
  const read = promisify(store.get.bind(store));
  const write = promisify(store.set.bind(store));
  return {
    endSessions: (logout) => store.endSessions(logout),
    signIn: async (idToken) => {
      ids += 1;
      const id = `id ${ids}`;
      await write(id, Object.assign({ cookie: new session.Cookie() }, { idToken }));
      return {
        isSignedIn: async () => Boolean(await read(id)),
        idToken: async () => Reflect.get((await read(id)) ?? {}, 'idToken'),
        beginRequest: async () => {
          const data = await read(id);
          if (!data) throw new Error('There is no session');
          // As express-session does when it has read a session.
          const found = store.createSession(Object.assign(Object.create(null), { sessionID: id }), data);
          return (newToken) =>
            write(
              id,
              Object.assign(found, newToken ? { idToken: newToken } : { accessToken: cached('@api') }),
            );
        },
      };
    },
  };
};

const withWrapper = (wrapper: ReturnType<typeof createRedisSession>): Subject => ({
  endSessions: (logout) => wrapper.endSessions(logout, secret),
  signIn: async (idToken) => {
    const visitor = createVisitor(wrapper);
    await finishSignIn(await visitor.request(), idToken);
    const { cookie } = visitor;
    return {
      isSignedIn: async () => 'idToken' in (await createVisitor(wrapper, cookie).session()),
      idToken: async () => (await visitor.session()).idToken,
      beginRequest: async () => {
        const request = await visitor.request();
        return (newToken) =>
          newToken
            ? request.setItem(PersistKey.IdToken, newToken)
            : request.setItem(PersistKey.AccessToken, cached('@api'));
      },
    };
  },
});

let redis: Awaited<ReturnType<typeof startRedis>> | undefined;
beforeAll(async () => {
  if (hasRedisServer) redis = await startRedis();
});
beforeEach(() => redis?.inside.flushAll());
afterAll(() => redis?.stop());

const inRedis = () => {
  if (!redis) throw new Error('There is no redis-server');
  return redis;
};

const kinds: Array<[name: string, needsRedis: boolean, create: () => Subject]> = [
  ['memory', false, () => withStore(createMemoryStore())],
  [
    'Redis, of an app with express-session',
    true,
    () => withStore(createRedisStore({ url: inRedis().url, secret })),
  ],
  [
    'Redis, of an app with the Next.js SDK',
    true,
    () => withWrapper(createRedisSession({ url: inRedis().url })),
  ],
];

for (const [name, needsRedis, create] of kinds) {
  describe.skipIf(needsRedis && !hasRedisServer)(`sessions in ${name}`, () => {
    const alice = { sid: 'session of alice', sub: 'alice' };
    const elsewhere = { sid: 'alice on her phone', sub: 'alice' };
    const bob = { sid: 'session of bob', sub: 'bob' };

    test('end by their sid, and no others do', async () => {
      const { signIn, endSessions } = create();
      const visits = [alice, alice, elsewhere, bob].map((claims) => signIn(idTokenWith(claims)));
      const [one, again, phone, other] = await Promise.all(visits);

      expect(await endSessions(logoutOf(alice))).toBe(true);

      expect(await one?.isSignedIn()).toBe(false);
      expect(await again?.isSignedIn()).toBe(false);
      expect(await phone?.isSignedIn()).toBe(true);
      expect(await other?.isSignedIn()).toBe(true);
    });

    test('end by the user if the logout token has no sid', async () => {
      const { signIn, endSessions } = create();
      const visits = [alice, elsewhere, { sub: 'alice' }, bob].map((claims) => signIn(idTokenWith(claims)));
      const [one, phone, withoutSid, other] = await Promise.all(visits);

      expect(await endSessions(logoutOf({ sub: 'alice' }))).toBe(true);

      for (const visit of [one, phone, withoutSid]) expect(await visit?.isSignedIn()).toBe(false);
      expect(await other?.isSignedIn()).toBe(true);
      expect(await (await signIn(idTokenWith(alice))).isSignedIn()).toBe(true);
    });

    test('end once per logout token: one that is replayed ends nothing', async () => {
      const { signIn, endSessions } = create();
      const logout = logoutOf({ sub: 'alice' });
      expect(await endSessions(logout)).toBe(true);
      const later = await signIn(idTokenWith(alice));

      expect(await endSessions(logout)).toBe(false);
      expect(await later.isSignedIn()).toBe(true);
    });

    test.each([alice, { sub: 'alice' }])(
      'stay ended when a request that was under way writes: %j',
      async (claims) => {
        const { signIn, endSessions } = create();
        const visit = await signIn(idTokenWith(alice));
        const finishRequest = await visit.beginRequest();
        await endSessions(logoutOf(claims));
        await finishRequest();

        expect(await visit.isSignedIn()).toBe(false);
      },
    );

    test('do not begin when their sid ended while sign-in was under way', async () => {
      const { signIn, endSessions } = create();
      await endSessions(logoutOf(alice));

      expect(await (await signIn(idTokenWith(alice))).isSignedIn()).toBe(false);
      expect(await (await signIn(idTokenWith(elsewhere))).isSignedIn()).toBe(true);
    });

    test('do not become those of a sid that ended while another sign-in was under way', async () => {
      const { signIn, endSessions } = create();
      const visit = await signIn(idTokenWith(alice));
      const finishRequest = await visit.beginRequest();
      await endSessions(logoutOf(elsewhere));
      await finishRequest(idTokenWith(elsewhere));

      expect(await visit.idToken()).not.toBe(idTokenWith(elsewhere));
    });

    test('become those of another sign-in that nobody has ended', async () => {
      const { signIn } = create();
      const visit = await signIn(idTokenWith(alice));
      await (await visit.beginRequest())(idTokenWith(elsewhere));

      expect(await visit.idToken()).toBe(idTokenWith(elsewhere));
    });

    test('also end after their tokens were refreshed', async () => {
      const { signIn, endSessions } = create();
      const visit = await signIn(idTokenWith(alice));
      await (await visit.beginRequest())();
      await endSessions(logoutOf(alice));

      expect(await visit.isSignedIn()).toBe(false);
    });

    test('do not end by a name that nobody has', async () => {
      const { signIn, endSessions } = create();
      const visits = [
        await signIn(idTokenWith({})),
        await signIn('not a JWT'),
        await signIn(idTokenWith(bob)),
      ];

      expect(await endSessions(logoutOf({ sid: 'session of nobody' }))).toBe(true);
      for (const visit of visits) expect(await visit.isSignedIn()).toBe(true);
    });
  });
}

test('memory refuses a sid that has ended for as long as a sign-in in it can be under way', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const alice = { sid: 'session of alice', sub: 'alice' };
  const { signIn, endSessions } = withStore(createMemoryStore());
  await endSessions(logoutOf(alice));

  vi.advanceTimersByTime(59 * 60_000);
  expect(await (await signIn(idTokenWith(alice))).isSignedIn()).toBe(false);
  vi.advanceTimersByTime(2 * 60_000);
  expect(await (await signIn(idTokenWith(alice))).isSignedIn()).toBe(true);
});

test('memory forgets the id of a logout token when the token has expired', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const store = createMemoryStore();
  const logout = logoutOf({ sub: 'alice' });
  await store.endSessions(logout);

  vi.advanceTimersByTime(119_000);
  expect(await store.endSessions(logout)).toBe(false);
  vi.advanceTimersByTime(2000);
  expect(await store.endSessions(logout)).toBe(true);
});

describe.skipIf(!hasRedisServer)('the index in Redis', () => {
  const visitorWith = async (claims: { sid?: string; sub?: string }) => {
    const visitor = createVisitor(createRedisSession({ url: inRedis().url }));
    await finishSignIn(await visitor.request(), idTokenWith(claims));
    return visitor;
  };

  test('is shared by instances, and so are the ids of logout tokens', async () => {
    // Instances have no memory in common.
    const [one, other] = [
      createRedisSession({ url: inRedis().url }),
      createRedisSession({ url: inRedis().url }),
    ];
    const visitor = createVisitor(one);
    await finishSignIn(await visitor.request(), idTokenWith({ sid: 'a session' }));
    const logout = logoutOf({ sid: 'a session' });

    expect(await other.endSessions(logout, secret)).toBe(true);
    expect(await visitor.session()).toEqual({});
    expect(await one.endSessions(logout, secret)).toBe(false);
  });

  test('tells a reader no sid, no user and no id of a cookie', async () => {
    const visitor = await visitorWith({ sid: 'a-secret-sid', sub: 'alice-in-wonderland' });
    await createRedisSession({ url: inRedis().url }).endSessions(logoutOf({ sid: 'another-sid' }), secret);
    const dump = JSON.stringify(await inRedis().dump());

    for (const known of [visitor.cookie, 'a-secret-sid', 'alice-in-wonderland', 'another-sid', 'token '])
      expect(dump).not.toContain(known);
  });

  test('expires with its sessions, and lives longer when one of them is changed', async () => {
    const visitor = await visitorWith({ sid: 'a session', sub: 'alice' });
    const { inside, dump } = inRedis();
    for (const { key } of await dump()) await inside.expire(key, 100);
    await (await visitor.request()).setItem(PersistKey.AccessToken, cached('@api'));

    const lifetimes = (await dump()).map(({ lifetime }) => lifetime);
    expect(lifetimes).toHaveLength(3);
    for (const lifetime of lifetimes) expect(lifetime).toBeGreaterThan(14 * 24 * 60 * 60 - 60);
  });

  test('drops what has expired', async () => {
    await visitorWith({ sub: 'alice' });
    const { inside } = inRedis();
    const [index = ''] = await inside.keys('logto-sessions-of:*');
    await inside.zAdd(index, { score: 1, value: 'logto-session:long-gone' });
    await visitorWith({ sub: 'alice' });

    expect(await inside.zCard(index)).toBe(2);
  });

  test('has room for 1,000 sessions of a user; beyond that, the oldest one ends', async () => {
    const oldest = await visitorWith({ sub: 'alice' });
    const { inside } = inRedis();
    const [index = ''] = await inside.keys('logto-sessions-of:*');
    const [record = ''] = await inside.zRange(index, 0, 0);
    const later = await visitorWith({ sub: 'alice' });
    // Both were made in the same second.
    await inside.zIncrBy(index, -1, record);
    const others = Array.from({ length: 998 }, (_, at) => ({
      score: 9e9 + at,
      value: `logto-session:${at}`,
    }));
    await inside.zAdd(index, others);
    expect(await oldest.session()).toHaveProperty('idToken');

    const newest = await visitorWith({ sub: 'alice' });

    expect(await inside.zCard(index)).toBe(1000);
    expect(await oldest.session()).toEqual({});
    for (const visitor of [later, newest]) expect(await visitor.session()).toHaveProperty('idToken');
  });

  test('is empty again when a visitor has signed out', async () => {
    const visitor = await visitorWith({ sid: 'a session', sub: 'alice' });
    const request = await visitor.request();
    await request.destroy();

    expect(await inRedis().dump()).toEqual([]);
  });

  test('keeps nothing of a session that has ended but the mark of its sid, for an hour, and of the token, until it expires', async () => {
    await visitorWith({ sid: 'a session', sub: 'alice' });
    await createRedisSession({ url: inRedis().url }).endSessions(
      logoutOf({ sid: 'a session', sub: 'alice' }),
      secret,
    );

    const left = (await inRedis().dump()).toSorted((one, other) => one.lifetime - other.lifetime);
    expect(left).toMatchObject([{ value: '' }, { value: '' }]);
    const [token, ended] = left;
    expect(token?.lifetime).toBeGreaterThan(110);
    expect(token?.lifetime).toBeLessThanOrEqual(120);
    expect(ended?.lifetime).toBeGreaterThan(3590);
    expect(ended?.lifetime).toBeLessThanOrEqual(3600);
  });
});
