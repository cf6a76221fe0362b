import { randomBytes } from 'node:crypto';
import type { SessionData } from '@logto/node';
import { boundedCookie } from './bounded-cookie.ts';
import { type DescribableSessionWrapper, describeSession } from './describe-session.ts';
import type { Logout } from './logout.ts';
import { mergeSession } from './merge-session.ts';
import { isSession } from './pack-session.ts';
import { createRecords } from './redis-records.ts';
import { isOtherSignIn, withOwnAccessTokens } from './tokens.ts';

/** What a request read or last wrote: the session's id, empty if Redis holds none, its fields, and whether it made the id. */
type Origin = { id: string; base: SessionData; isNew?: boolean };

export type RedisSession = DescribableSessionWrapper & {
  /**
   * Ends the sessions that a verified logout token names: those of its `sid`, or without one all of its `sub`. A request
   * that is under way restores none of them.
   *
   * @returns Whether this was the token's first use. Otherwise nothing ends.
   */
  endSessions: (logout: Logout, secret: string) => Promise<boolean>;
};

type Records = ReturnType<ReturnType<typeof createRecords>>;

const attemptOf = ({ signInSession }: SessionData): SessionData => (signInSession ? { signInSession } : {});

const read = async (records: Records, value: string, secret: string) => {
  // An attempt is a JWE, whose parts are separated by dots. An id has none.
  if (value.includes('.')) {
    return { id: '', base: attemptOf(await boundedCookie.unwrap(value, secret)), bytes: 0 };
  }
  const record = value ? await records.read(value) : undefined;
  return record && isSession(record.fields)
    ? { id: value, base: record.fields, bytes: record.value.length }
    : { id: '', base: {}, bytes: 0 };
};

// The attempt is removed last. If the new ID token shows the sign-in before that, the old id never leads to it.
const hasSignedInAgain = ({ base, isNew }: Origin, mine: SessionData) =>
  !isNew && (isOtherSignIn(base, mine) || (base.signInSession !== undefined && !mine.signInSession));

// At the callback, the SDK stores the refresh token before the ID token, which may be of another user: holds it back until then.
const withoutMix = ({ id, base }: Origin, mine: SessionData): SessionData =>
  id && mine.signInSession && mine.idToken === base.idToken
    ? { ...mine, refreshToken: base.refreshToken }
    : mine;

/** @returns The session's id from now on, empty if nobody is signed in, or the session ended meanwhile. */
const save = async (records: Records, origin: Origin, mine: SessionData): Promise<string> => {
  const { id, base } = origin;
  if (!mine.idToken) {
    if (id) await records.remove(id);
    return '';
  }
  // So that an id that was copied before is worthless afterwards.
  if (id && hasSignedInAgain(origin, mine)) {
    return (await records.remove(id)) ? save(records, { id: '', base: {} }, mine) : '';
  }
  if (id) return (await records.change(id, (stored) => mergeSession(stored, base, mine))) ? id : '';

  const created = randomBytes(32).toString('base64url');
  return (await records.write(created, mine)) ? created : '';
};

/**
 * Session wrapper that keeps sessions in Redis and their ids in the cookie: `sessionWrapper: createRedisSession({ url })`
 * in the configuration of Logto's Next.js SDKs, Node.js runtime. Records are compressed, then encrypted with the
 * `cookieSecret` (32 characters or more).
 *
 * - Only signed-in sessions are in Redis. A sign-in attempt is in the cookie, encrypted, since anybody can start any number.
 * - Ids are made here, at sign-in: an id without a record is an empty session. Sign-out removes the record.
 * - `endSessions` ends sessions by the `sid` or `sub` of their ID tokens.
 * - A sign-in over a session changes its id. Another user who signs in gets none of its access tokens.
 * - Concurrent requests of one session merge their changes. None of them restores a session that ended.
 * - All methods throw `SessionStoreError` if Redis does not answer within 2 seconds.
 *
 * @param options.url `redis://` or `rediss://`, with user and password if Redis requires them.
 * @throws Error when the URL has another form.
 */
export const createRedisSession = ({ url }: { url: string }): RedisSession => {
  const begin = createRecords(url);
  // The SDK passes `wrap` the object that `unwrap` returned, changed. The origin tells what the request changed.
  const origins = new WeakMap<SessionData, Origin>();

  return {
    unwrap: async (value, secret) => {
      const { id, base } = await read(begin(secret), value, secret);
      const session: SessionData = { ...base };
      origins.set(session, { id, base });
      return session;
    },

    wrap: async (session, secret, currentValue = '') => {
      // The SDK continues to change the session during the awaits below.
      const copy = { ...withOwnAccessTokens(session) };
      const records = begin(secret);
      const origin: Origin = origins.get(session) ?? (await read(records, currentValue, secret));
      const mine = withoutMix(origin, copy);
      const id = await save(records, origin, mine);
      // If the session ended, the origin stays, so that the next write does not restore it either.
      if (id || !mine.idToken)
        origins.set(session, { id, base: mine, isNew: origin.isNew || id !== origin.id });
      if (id) return id;
      return mine.signInSession ? boundedCookie.wrap(attemptOf(mine), secret) : '';
    },

    // #region lesson
    describe: async (value, secret) => {
      const { base, bytes } = await read(begin(secret), value, secret);
      return describeSession(base, {
        store: 'In Redis, encrypted; the browser has an id in a cookie',
        inBrowser: value.length,
        onServer: bytes,
      });
    },
    // #endregion

    endSessions: (logout, secret) => begin(secret).endSessions(logout),
  };
};
