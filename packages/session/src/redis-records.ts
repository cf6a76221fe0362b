import { createHmac } from 'node:crypto';
import { decrypt, encrypt } from './encrypt.ts';
import { packSession, unpackFields } from './pack-session.ts';
import { redisConnection } from './redis-connection.ts';

export type Fields = Record<string, unknown>;

const hour = 60 * 60;
const fourteenDays = 14 * 24 * hour;

// Anybody can begin any number of sign-ins.
const lifetimeOf = ({ idToken }: Fields) => (idToken ? fourteenDays : hour);

// Encryption gives a different value each time, so the value serves as its own version.
const compareAndSet = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
return 1`;

// A reader of Redis learns no id that a cookie could hold.
const keyOf = (id: string, secret: string) =>
  `logto-session:${createHmac('sha256', secret).update(`session id ${id}`).digest('base64url')}`;

const seal = (fields: Fields, secret: string, key: string) =>
  encrypt(packSession(fields), secret, { record: key });

const open = async (value: string | null, secret: string, key: string) => {
  if (value === null) return undefined;
  try {
    const { plaintext, header } = await decrypt(value, secret);
    return header.record === key ? { fields: unpackFields(plaintext), value } : undefined;
  } catch {
    // Made with another secret, or changed in Redis: not a session of this app.
    return undefined;
  }
};

/** Runs the tasks of one key one after another, so that they do not fail each other's compare-and-set. */
const createMutex = () => {
  const last = new Map<string, Promise<unknown>>();

  return async <Result>(key: string, task: () => Promise<Result>): Promise<Result> => {
    const before = last.get(key);
    // A failed task rejects its own promise; the next one runs all the same.
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
 * Session records in Redis. The key is the HMAC of the session's id, and the encrypted value is bound to that key:
 * reading Redis reveals no usable id, and writing to it cannot move a session to another visitor. A record of a
 * signed-in visitor lives for 14 days after the last write, any other for an hour.
 *
 * @returns Begins an operation with the app's secret. Its commands have 2 seconds in all, then throw `SessionStoreError`.
 *   Writing throws an Error if the secret is too short.
 */
export const createRecords = (url: string) => {
  const begin = redisConnection(url);
  const exclusively = createMutex();

  return (secret: string) => {
    const send = begin();

    const read = async (id: string) => {
      const key = keyOf(id, secret);
      return open(await send((client) => client.get(key)), secret, key);
    };

    return {
      read,

      write: async (id: string, fields: Fields): Promise<void> => {
        const key = keyOf(id, secret);
        const value = await seal(fields, secret, key);
        await send((client) =>
          client.set(key, value, { expiration: { type: 'EX', value: lifetimeOf(fields) } }),
        );
      },

      /**
       * Replaces the record with the result of `change`, which is called again if the record changed meanwhile.
       *
       * @returns Whether the record exists. A removed record is not created again.
       */
      change: (id: string, change: (stored: Fields) => Fields): Promise<boolean> => {
        const key = keyOf(id, secret);
        return exclusively(key, async () => {
          for (;;) {
            const stored = await read(id);
            if (!stored) return false;
            const fields = change(stored.fields);
            const value = await seal(fields, secret, key);
            const options = { keys: [key], arguments: [stored.value, value, String(lifetimeOf(fields))] };
            if ((await send((client) => client.eval(compareAndSet, options))) === 1) return true;
          }
        });
      },

      /** @returns Whether the record existed: true for only one of several concurrent removals. */
      remove: async (id: string): Promise<boolean> =>
        (await send((client) => client.del(keyOf(id, secret)))) === 1,
    };
  };
};
