import { randomBytes } from 'node:crypto';
import type { SessionData } from '@logto/node';
import { type DescribedSessions, describeSession } from './describe-session.ts';
import { mergeSession, newAttempt } from './merge-session.ts';
import { isSession } from './pack-session.ts';
import { createRecords, type Fields, type RedisOptions } from './redis-records.ts';

/** Where a request's session came from: its id, empty if there was none, and what it held. */
type Origin = { id: string; base: Fields };

type Records = ReturnType<ReturnType<typeof createRecords>>;

const createId = () => randomBytes(32).toString('base64url');

const read = async (records: Records, value: string) => {
  const record = value ? await records.read(value) : undefined;
  return record && isSession(record.fields)
    ? { id: value, base: record.fields, bytes: record.value.length }
    : { id: '', base: {}, bytes: 0 };
};

const create = async (records: Records, session: Fields) => {
  const id = createId();
  await records.write(id, session);
  return id;
};

/** @returns The id under which the session is stored now, empty when it ended meanwhile. */
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
 * Keeps sessions in Redis and their ids in the cookie: `sessionWrapper: createRedisSession({ url })` in the
 * configuration of Logto's Next.js SDKs (Node.js runtime). Records are compressed and encrypted with the `cookieSecret`
 * (32 characters or more).
 *
 * - An id is made here or means nothing. Signing in and signing out end a record; what goes on does so under a new id.
 * - Requests of one session may write at once: each adds what it changed. Nothing brings an ended session back.
 * - All methods throw `SessionStoreError` within 2 seconds when Redis does not answer: that is no sign-out.
 */
export const createRedisSession = (options: RedisOptions): DescribedSessions => {
  const begin = createRecords(options);
  // The SDK hands `wrap` the very object that `unwrap` gave, changed: how to tell what a request changed itself.
  const origins = new WeakMap<SessionData, Origin>();

  return {
    unwrap: async (value, secret) => {
      const { id, base } = await read(begin(secret), value);
      const session: SessionData = { ...base };
      origins.set(session, { id, base });
      return session;
    },

    wrap: async (session, secret, currentValue = '') => {
      // The SDK goes on changing the session while this waits.
      const mine = { ...session };
      const records = begin(secret);
      const origin = origins.get(session) ?? (await read(records, currentValue));
      if (Object.keys(mine).length === 0) {
        if (origin.id) await records.remove(origin.id);
        return '';
      }

      const id = await save(records, origin, mine);
      // After the end of a session, the request's next write must not bring it back either: the origin stays.
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
