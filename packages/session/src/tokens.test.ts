import { PersistKey } from '@logto/node';
import { UnsecuredJWT } from 'jose';
import { describe, expect, onTestFinished, test } from 'vitest';
import { boundedCookie } from './bounded-cookie.ts';
import { createRedisSession } from './redis-session.ts';
import { hasRedisServer, startRedis } from './test/redis-server.ts';
import { createVisitor } from './test/visitor.ts';
import { withOwnAccessTokens } from './tokens.ts';

const tokenOf = (sub: string, claims = {}) => new UnsecuredJWT(claims).setSubject(sub).encode();

const cache = (tokens: Record<string, string>) =>
  JSON.stringify(
    Object.fromEntries(
      Object.entries(tokens).map(([key, token]) => [key, { token, scope: '', expiresAt: 1 }]),
    ),
  );

test('tokens of the user and opaque tokens stay', () => {
  const session = {
    idToken: tokenOf('alice'),
    accessToken: cache({ '@': 'opaque', '@api': tokenOf('alice') }),
  };

  expect(withOwnAccessTokens(session)).toBe(session);
});

test('a token of somebody else is left out', () => {
  const session = {
    idToken: tokenOf('bob'),
    accessToken: cache({ '@': 'opaque', '@api': tokenOf('alice'), '@other': tokenOf('bob') }),
  };

  expect(withOwnAccessTokens(session)).toEqual({
    idToken: tokenOf('bob'),
    accessToken: cache({ '@': 'opaque', '@other': tokenOf('bob') }),
  });
});

test.each([
  {},
  { idToken: 'not a JWT', accessToken: cache({ '@api': tokenOf('alice') }) },
  { idToken: tokenOf('bob'), accessToken: 'not JSON' },
])('a session that says nothing of its user stays as it is: %j', (session) => {
  expect(withOwnAccessTokens(session)).toBe(session);
});

/** What the SDK does at the callback of a sign-in with `clearTokens: false`: it keeps alice's token in its cache. */
const signInOver = async (visitor: ReturnType<typeof createVisitor>) => {
  const storage = await visitor.request();
  await storage.setItem(PersistKey.RefreshToken, 'of bob');
  await storage.setItem(PersistKey.IdToken, tokenOf('bob'));
  await storage.setItem(PersistKey.AccessToken, cache({ '@api': tokenOf('alice'), '@': 'of bob' }));
};

const signedInAlice = async (visitor: ReturnType<typeof createVisitor>) => {
  const storage = await visitor.request();
  await storage.setItem(PersistKey.RefreshToken, 'of alice');
  await storage.setItem(PersistKey.IdToken, tokenOf('alice'));
  await storage.setItem(PersistKey.AccessToken, cache({ '@api': tokenOf('alice') }));
};

const bobsSession = {
  idToken: tokenOf('bob'),
  refreshToken: 'of bob',
  accessToken: cache({ '@': 'of bob' }),
};

test('in a cookie, whoever signs in over a session gets none of its access tokens', async () => {
  const visitor = createVisitor(boundedCookie);
  await signedInAlice(visitor);

  await signInOver(visitor);

  expect(await visitor.session()).toEqual(bobsSession);
});

describe.skipIf(!hasRedisServer)('in Redis', () => {
  const setUp = async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const wrapper = createRedisSession({ url: redis.url });
    const visitor = createVisitor(wrapper);
    await signedInAlice(visitor);
    const { cookie } = visitor;
    return { visitor, cookie, sessionOf: (id: string) => createVisitor(wrapper, id).session() };
  };

  /** The session ids after each step of a sign-in over a session, with what is in Redis under the first one. */
  const signInAgain = async (
    { visitor, cookie, sessionOf }: Awaited<ReturnType<typeof setUp>>,
    idToken: string,
  ) => {
    await (await visitor.request()).setItem(PersistKey.SignInSession, 'an attempt');
    const storage = await visitor.request();
    const steps: Array<() => Promise<void>> = [
      () => storage.setItem(PersistKey.RefreshToken, 'another'),
      () => storage.setItem(PersistKey.IdToken, idToken),
      () => storage.setItem(PersistKey.AccessToken, cache({ '@': 'another' })),
      () => storage.removeItem(PersistKey.SignInSession),
    ];
    const seen = [];
    for (const step of steps) {
      await step();
      seen.push(await sessionOf(cookie));
    }
    return seen;
  };

  test('whoever signs in over a session gets another id, and a slow request of the first user changes nothing', async () => {
    const { visitor, cookie, sessionOf } = await setUp();
    const slow = await visitor.request();

    await signInOver(visitor);
    const bobs = visitor.cookie;
    await slow.setItem(PersistKey.RefreshToken, 'of alice, rotated');

    expect(bobs).not.toBe(cookie);
    expect(await sessionOf(bobs)).toEqual(bobsSession);
    expect(await sessionOf(cookie)).toEqual({});
  });

  test.each([
    ['with max_age', { auth_time: 2 }],
    ['for more permissions', {}],
  ])(
    'an id that was copied before another sign-in of the same user, %s, is useless after it',
    async (_, claims) => {
      const given = await setUp();
      const idToken = tokenOf('alice', { iat: 2, ...claims });

      const seen = await signInAgain(given, idToken);

      expect(seen.at(-1)).toEqual({});
      expect(given.visitor.cookie).not.toBe(given.cookie);
      expect(await given.sessionOf(given.visitor.cookie)).toEqual({
        idToken,
        refreshToken: 'another',
        accessToken: cache({ '@': 'another' }),
      });
    },
  );

  test('an id that was copied never leads to the time of a later sign-in', async () => {
    const idToken = tokenOf('alice', { auth_time: 2 });
    const seen = await signInAgain(await setUp(), idToken);

    expect(seen.map((session) => session.idToken)).not.toContain(idToken);
  });

  test('no session ever has the refresh token of one user and the ID token of another', async () => {
    const seen = await signInAgain(await setUp(), tokenOf('bob'));

    expect(seen.map(({ idToken, refreshToken }) => ({ idToken, refreshToken }))).toEqual([
      { idToken: tokenOf('alice'), refreshToken: 'of alice' },
      { idToken: undefined, refreshToken: undefined },
      { idToken: undefined, refreshToken: undefined },
      { idToken: undefined, refreshToken: undefined },
    ]);
  });

  test('a sign-in that was left keeps neither the id nor the refresh token of the session from changing', async () => {
    const { visitor, cookie, sessionOf } = await setUp();
    await (await visitor.request()).setItem(PersistKey.SignInSession, 'an attempt');
    const idToken = tokenOf('alice', { iat: 2 });
    const refresh = await visitor.request();
    await refresh.setItem(PersistKey.RefreshToken, 'rotated');
    await refresh.setItem(PersistKey.IdToken, idToken);

    expect(visitor.cookie).toBe(cookie);
    expect(await sessionOf(cookie)).toMatchObject({ idToken, refreshToken: 'rotated' });
  });
});
