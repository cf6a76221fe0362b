import { createHmac } from 'node:crypto';
import { packSession, unpackFields } from './pack-session.ts';
import { redisConnection } from './redis-connection.ts';
import { seal, unseal } from './seal.ts';

export type RedisOptions = {
  /** `redis://` or `rediss://`, with user and password if Redis wants them. */
  url: string;
  /** Seconds that a session lives after it was last written; 14 days, as the SDK's cookie. A sign-in attempt: an hour. */
  ttl?: number;
};

export type Fields = Record<string, unknown>;

const hour = 60 * 60;
const fourteenDays = 14 * 24 * hour;

// Every sealed value is another one, so it is its own version.
const replaceUnchanged = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
return 1`;

// Anyone who reads Redis sees no id that a cookie could hold, and without the secret cannot tell whose record is whose.
const keyOf = (id: string, secret: string) =>
  `logto-session:${createHmac('sha256', secret).update(`@repo/session id ${id}`).digest('base64url')}`;

const open = async (value: string | null, secret: string, key: string) => {
  if (value === null) return undefined;
  try {
    return { fields: unpackFields(await unseal(value, secret, key)), value };
  } catch {
    // Sealed with another secret or for another key, or changed: no session of this app.
    return undefined;
  }
};

/** Runs tasks of one key one after the other: at once they would make each other read and write again and again. */
const createQueue = () => {
  const last = new Map<string, Promise<unknown>>();

  return async <Result>(key: string, task: () => Promise<Result>): Promise<Result> => {
    const before = last.get(key);
    // Whoever waits for a task that failed hears of it by itself.
    const result = before ? before.then(task, task) : task();
    last.set(key, result);
    try {
      return await result;
    } finally {
      if (last.get(key) === result) last.delete(key);
    }
  };
};

/**
 * Sessions in Redis: each sealed under a key derived from its id, so that neither reading Redis gives a usable id nor
 * writing to it moves a session to another visitor.
 *
 * @returns What begins an operation on the sessions of an app, given its secret. All that the operation does has to be
 *   done within 2 seconds, or it throws `SessionStoreError`; writing with a secret that is too short throws an Error.
 */
export const createRecords = ({ url, ttl = fourteenDays }: RedisOptions) => {
  const connection = redisConnection(url);
  const inTurn = createQueue();

  // Anybody can begin a sign-in, as often as they like.
  const lifetimeOf = ({ idToken }: Fields) => (idToken ? ttl : Math.min(ttl, hour));

  return (secret: string) => {
    const send = connection.begin();

    return {
      read: async (id: string) => {
        const key = keyOf(id, secret);
        return open(await send((client) => client.get(key)), secret, key);
      },

      write: async (id: string, fields: Fields): Promise<void> => {
        const key = keyOf(id, secret);
        const value = await seal(packSession(fields), secret, key);
        await send((client) =>
          client.set(key, value, { expiration: { type: 'EX', value: lifetimeOf(fields) } }),
        );
      },

      /**
       * Writes what `change` makes of the record, again when somebody else wrote meanwhile.
       *
       * @returns Whether there is such a record. One that was removed is never made again.
       */
      change: (id: string, change: (stored: Fields) => Fields): Promise<boolean> => {
        const key = keyOf(id, secret);
        return inTurn(key, async () => {
          for (;;) {
            const stored = await open(await send((client) => client.get(key)), secret, key);
            if (!stored) return false;
            const fields = change(stored.fields);
            const value = await seal(packSession(fields), secret, key);
            const options = { keys: [key], arguments: [stored.value, value, String(lifetimeOf(fields))] };
            if ((await send((client) => client.eval(replaceUnchanged, options))) === 1) return true;
          }
        });
      },

      /** @returns Whether there was such a record: of two who remove it, one. */
      remove: async (id: string): Promise<boolean> =>
        (await send((client) => client.del(keyOf(id, secret)))) === 1,

      /** Lets the record of these fields live as long as if it were written now, if there is one. */
      touch: async (id: string, fields: Fields): Promise<void> => {
        await send((client) => client.expire(keyOf(id, secret), lifetimeOf(fields)));
      },
    };
  };
};
