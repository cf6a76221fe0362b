import { createHmac } from 'node:crypto';
import { decrypt, encrypt } from './encrypt.ts';
import { type Logout, namesOf, namesOfSession } from './logout.ts';
import { packSession, unpackFields } from './pack-session.ts';
import { redisConnection } from './redis-connection.ts';

export type Fields = Record<string, unknown>;

const hour = 60 * 60;
const fourteenDays = 14 * 24 * hour;

const now = () => Math.floor(Date.now() / 1000);

// Anybody can begin any number of sign-ins.
const lifetimeOf = ({ idToken }: Fields) => (idToken ? fourteenDays : hour);

// Enough for all devices of a user. A session that is no longer in the index could not be ended, so the oldest one ends.
const sessionsPerName = 1000;

// KEYS: the record, then for each name of the session the set of its records, sorted by expiry.
// ARGV: the new value, its lifetime, the time, the maximum of records, and for `compareAndSet` the value that was read.
const setAndIndex = `
local lifetime, now, most = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
redis.call('SET', KEYS[1], ARGV[1], 'EX', lifetime)
for place = 2, #KEYS do
  redis.call('ZADD', KEYS[place], now + lifetime, KEYS[1])
  redis.call('ZREMRANGEBYSCORE', KEYS[place], '-inf', now)
  redis.call('EXPIRE', KEYS[place], lifetime)
  local surplus = redis.call('ZCARD', KEYS[place]) - most
  for _, oldest in ipairs(surplus > 0 and redis.call('ZRANGE', KEYS[place], 0, surplus - 1) or {}) do
    redis.call('DEL', oldest)
    redis.call('ZREM', KEYS[place], oldest)
  end
end
return 1`;

// Unless the session ended while its sign-in was under way.
const setUnlessEnded = `
for place = 2, #KEYS do
  if redis.call('EXISTS', KEYS[place] .. ':ended') == 1 then return 0 end
end
${setAndIndex}`;

const changedMeanwhile = -1;

// Encryption gives a different value each time, so the value serves as its own version.
const compareAndSet = `
if redis.call('GET', KEYS[1]) ~= ARGV[5] then return ${changedMeanwhile} end
${setUnlessEnded}`;

const removeAndIndex = `
for place = 2, #KEYS do redis.call('ZREM', KEYS[place], KEYS[1]) end
return redis.call('DEL', KEYS[1])`;

// KEYS: the logout token's id, then the sets of the names in the token. The records of the first one end.
// ARGV: how long the id is remembered, and how long the name stays ended, or 0.
const removeAll = `
if not redis.call('SET', KEYS[1], '', 'NX', 'EX', ARGV[1]) then return 0 end
if tonumber(ARGV[2]) > 0 then redis.call('SET', KEYS[2] .. ':ended', '', 'EX', ARGV[2]) end
for _, record in ipairs(redis.call('ZRANGE', KEYS[2], 0, -1)) do
  redis.call('DEL', record)
  for place = 2, #KEYS do redis.call('ZREM', KEYS[place], record) end
end
return 1`;

// A reader of Redis learns no id that a cookie could hold, and no name of a session or a user.
const hmacOf = (text: string, secret: string) =>
  createHmac('sha256', secret).update(text).digest('base64url');

const keyOf = (id: string, secret: string) => `logto-session:${hmacOf(`session id ${id}`, secret)}`;

const indexKeys = (names: string[], secret: string) =>
  names.map((name) => `logto-sessions-of:${hmacOf(name, secret)}`);

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
 * signed-in visitor lives for 14 days after the last write, any other for an hour. An index, with HMACs of the `sid` and
 * `sub` of ID tokens, leads to the records of a user; its entries live as long as the records, and leave with them.
 *
 * @returns Begins an operation with the app's secret. Its commands have 2 seconds in all, then throw `SessionStoreError`.
 *   Writing throws an Error if the secret is too short.
 */
export const createRecords = (url: string) => {
  const begin = redisConnection(url);
  const exclusively = createMutex();

  return (secret: string) => {
    const send = begin();

    const optionsFor = (key: string, fields: Fields, value: string) => ({
      keys: [key, ...indexKeys(namesOfSession(fields), secret)],
      arguments: [value, lifetimeOf(fields), now(), sessionsPerName].map(String),
    });

    const read = async (id: string) => {
      const key = keyOf(id, secret);
      return open(await send((client) => client.get(key)), secret, key);
    };

    return {
      read,

      /** Does nothing if the session has been ended by its `sid`. */
      write: async (id: string, fields: Fields): Promise<boolean> => {
        const key = keyOf(id, secret);
        const options = optionsFor(key, fields, await seal(fields, secret, key));
        return (await send((client) => client.eval(setUnlessEnded, options))) === 1;
      },

      /**
       * Replaces the record with the result of `change`, which is called again if the record changed meanwhile.
       *
       * @returns Whether it was replaced. A removed record is not created again, and none takes over a session that has been
       *   ended by its `sid`.
       */
      change: (id: string, change: (stored: Fields) => Fields): Promise<boolean> => {
        const key = keyOf(id, secret);
        return exclusively(key, async () => {
          for (;;) {
            const stored = await read(id);
            if (!stored) return false;
            const fields = change(stored.fields);
            const { keys, arguments: values } = optionsFor(key, fields, await seal(fields, secret, key));
            const options = { keys, arguments: [...values, stored.value] };
            const result = await send((client) => client.eval(compareAndSet, options));
            if (result !== changedMeanwhile) return result === 1;
          }
        });
      },

      /** @returns Whether the record existed: true for only one of several concurrent removals. */
      remove: async (id: string): Promise<boolean> => {
        const { fields = {} } = (await read(id)) ?? {};
        const keys = [keyOf(id, secret), ...indexKeys(namesOfSession(fields), secret)];
        return (await send((client) => client.eval(removeAndIndex, { keys }))) === 1;
      },

      /**
       * Removes the records that a verified logout token names. None of them is created again.
       *
       * @returns Whether this was the token's first use, by any instance. Otherwise nothing is removed.
       */
      endSessions: async (logout: Logout): Promise<boolean> => {
        const keys = [`logto-logout:${hmacOf(logout.jti, secret)}`, ...indexKeys(namesOf(logout), secret)];
        const remembered = Math.max(1, logout.expiresAt - now());
        // The user may sign in again, but not in this session of the identity provider.
        const ended = logout.sid === undefined ? 0 : hour;
        const options = { keys, arguments: [String(remembered), String(ended)] };
        return (await send((client) => client.eval(removeAll, options))) === 1;
      },
    };
  };
};
