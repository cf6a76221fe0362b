import { randomBytes } from 'node:crypto';
import type { SessionData } from '@logto/node';
import { type DescribableSessionWrapper, describeSession } from './describe-session.ts';
import { mergeSession, newAttempt } from './merge-session.ts';
import { isSession } from './pack-session.ts';
import { createRecords, type Fields } from './redis-records.ts';

/** What a request read: the session's id, empty if there was none, and its fields. */
type Origin = { id: string; base: Fields };

type Records = ReturnType<ReturnType<typeof createRecords>>;

const read = async (records: Records, value: string) => {
  const record = value ? await records.read(value) : undefined;
  return record && isSession(record.fields)
    ? { id: value, base: record.fields, bytes: record.value.length }
    : { id: '', base: {}, bytes: 0 };
};

const create = async (records: Records, session: Fields) => {
  const id = randomBytes(32).toString('base64url');
  await records.write(id, session);
  return id;
};

/** @returns The session's id from now on, empty if the session ended meanwhile. */
const save = async (records: Records, { id, base }: Origin, mine: Fields): Promise<string> => {
  if (!id) return create(records, mine);

  if (Boolean(base.idToken) !== Boolean(mine.idToken)) {
    if (await records.remove(id)) return create(records, mine);
  } else if (await records.change(id, (stored) => mergeSession(stored, base, mine))) {
    return id;
  }

  const attempt = newAttempt(base, mine);
  return attempt.signInSession ? create(records, attempt) : '';
};

/**
 * Session wrapper that keeps sessions in Redis and their ids in the cookie: `sessionWrapper: createRedisSession({ url })`
 * in the configuration of Logto's Next.js SDKs, Node.js runtime. Records are compressed, then encrypted with the
 * `cookieSecret` (32 characters or more).
 *
 * - Ids are made here: an id without a record is an empty session. Sign-in and sign-out remove the record and continue
 *   under a new id.
 * - Concurrent requests of one session merge their changes. None of them restores a session that ended.
 * - All methods throw `SessionStoreError` if Redis does not answer within 2 seconds.
 *
 * @param options.url `redis://` or `rediss://`, with user and password if Redis requires them.
 * @throws Error when the URL has another form.
 */
export const createRedisSession = ({ url }: { url: string }): DescribableSessionWrapper => {
  const begin = createRecords(url);
  // The SDK passes `wrap` the object that `unwrap` returned, changed. The origin tells what the request changed.
  const origins = new WeakMap<SessionData, Origin>();

  return {
    unwrap: async (value, secret) => {
      const { id, base } = await read(begin(secret), value);
      const session: SessionData = { ...base };
      origins.set(session, { id, base });
      return session;
    },

    wrap: async (session, secret, currentValue = '') => {
      // The SDK continues to change the session during the awaits below.
      const mine = { ...session };
      const records = begin(secret);
      const origin = origins.get(session) ?? (await read(records, currentValue));
      if (Object.keys(mine).length === 0) {
        if (origin.id) await records.remove(origin.id);
        return '';
      }

      const id = await save(records, origin, mine);
      // If the session ended, the origin stays, so that the next write does not restore it either.
      if (id) origins.set(session, { id, base: mine });
      return id;
    },

    describe: async (value, secret) => {
      const { base, bytes } = await read(begin(secret), value);
      return describeSession(base, {
        store: 'In Redis, encrypted; the browser has an id in a cookie',
        bytes,
      });
    },
  };
};
