import { PersistKey } from '@logto/node';
import { UnsecuredJWT } from 'jose';
import { describe, expect, onTestFinished, test } from 'vitest';
import { boundedCookie } from './bounded-cookie.ts';
import { withOwnAccessTokens } from './own-access-tokens.ts';
import { createRedisSession } from './redis-session.ts';
import { hasRedisServer, startRedis } from './test/redis-server.ts';
import { createVisitor } from './test/visitor.ts';

const tokenOf = (sub: string) => new UnsecuredJWT({}).setSubject(sub).encode();

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
  test('whoever signs in over a session gets another id, and a slow request of the first user changes nothing', async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    const wrapper = createRedisSession({ url: redis.url });
    const visitor = createVisitor(wrapper);
    await signedInAlice(visitor);
    const { cookie } = visitor;
    const slow = await visitor.request();

    await signInOver(visitor);
    const bobs = visitor.cookie;
    await slow.setItem(PersistKey.RefreshToken, 'of alice, rotated');

    expect(bobs).not.toBe(cookie);
    expect(await createVisitor(wrapper, bobs).session()).toEqual(bobsSession);
    expect(await createVisitor(wrapper, cookie).session()).toEqual({});
  });
});
