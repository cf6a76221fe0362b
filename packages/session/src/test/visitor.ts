import { CookieStorage, PersistKey, type SessionWrapper } from '@logto/node';
import { UnsecuredJWT } from 'jose';

export const secret = 'a-cookie-secret-of-32-characters!';

/** A browser with one cookie. Each request gets the SDK's own storage, and requests may overlap. */
export const createVisitor = (sessionWrapper: SessionWrapper, cookie = '') => {
  const visitor = {
    cookie,
    request: async () => {
      const storage = new CookieStorage({
        encryptionKey: secret,
        sessionWrapper,
        getCookie: () => visitor.cookie,
        setCookie: (_, value) => {
          visitor.cookie = value;
        },
      });
      await storage.init();
      return storage;
    },
    /** The session that the next request would read. */
    session: async () => (await visitor.request()).data,
  };
  return visitor;
};

type Storage = Awaited<ReturnType<ReturnType<typeof createVisitor>['request']>>;

// The calls of @logto/client, in its order.

export const startSignIn = (storage: Storage, attempt = 'an attempt') =>
  Promise.all([
    storage.setItem(PersistKey.SignInSession, attempt),
    storage.removeItem(PersistKey.RefreshToken),
    storage.removeItem(PersistKey.IdToken),
    storage.removeItem(PersistKey.AccessToken),
  ]);

export const finishSignIn = async (storage: Storage, idToken = 'an ID token') => {
  await storage.setItem(PersistKey.RefreshToken, 'a refresh token');
  await storage.setItem(PersistKey.IdToken, idToken);
  await storage.setItem(PersistKey.AccessToken, cached('@'));
  await storage.removeItem(PersistKey.SignInSession);
};

export const signOut = (storage: Storage) =>
  Promise.all([
    storage.removeItem(PersistKey.RefreshToken),
    storage.removeItem(PersistKey.IdToken),
    storage.removeItem(PersistKey.AccessToken),
  ]);

/** The SDK's token cache with a token for each of these keys. */
export const cached = (...keys: string[]) =>
  JSON.stringify(
    Object.fromEntries(keys.map((key) => [key, { token: `token for ${key}`, scope: '', expiresAt: 1 }])),
  );

export const cacheToken = async (storage: Storage, key: string, refreshToken?: string) => {
  const cache: object = JSON.parse((await storage.getItem(PersistKey.AccessToken)) ?? '{}');
  await storage.setItem(PersistKey.AccessToken, JSON.stringify({ ...cache, ...JSON.parse(cached(key)) }));
  if (refreshToken) await storage.setItem(PersistKey.RefreshToken, refreshToken);
};

/** An ID token with these claims. Its signature does not matter to a session. */
export const idTokenWith = (claims: { sid?: string; sub?: string }) => new UnsecuredJWT(claims).encode();
