import { callbackify } from 'node:util';
import session, { type SessionData } from 'express-session';
import { describeSession, type SessionDescription } from './describe-session.ts';
import { mergeSession } from './merge-session.ts';
import { createRecords, type Fields, type RedisOptions } from './redis-records.ts';

type Request = Parameters<session.Store['createSession']>[0];
type Callback<Answer> = (error: unknown, answer?: Answer) => void;

const ignore = () => {};

const hasCookie = (fields: Fields): fields is Fields & SessionData => typeof fields.cookie === 'object';

/** As it will be read: without methods, and dates as texts. */
const plain = (data: object): Fields => ({ ...JSON.parse(JSON.stringify(data)) });

class RedisStore extends session.Store {
  readonly #begin: () => ReturnType<ReturnType<typeof createRecords>>;
  // How to tell what a request changed itself.
  readonly #bases = new WeakMap<object, Fields>();

  constructor({ secret, ...options }: RedisOptions & { secret: string }) {
    super();
    const begin = createRecords(options);
    this.#begin = () => begin(secret);
  }

  readonly #read = async (id: string) => {
    const { fields } = (await this.#begin().read(id)) ?? {};
    return fields && hasCookie(fields) ? fields : null;
  };

  readonly #write = async (id: string, data: object) => {
    const mine = plain(data);
    const base = this.#bases.get(data);
    // Without a base it is new, and its id was made just now.
    if (!base) await this.#begin().write(id, mine);
    else if (!(await this.#begin().change(id, (stored) => mergeSession(stored, base, mine)))) return;
    this.#bases.set(data, mine);
  };

  override createSession(request: Request, data: SessionData) {
    const base = plain(data);
    const created = super.createSession(request, data);
    this.#bases.set(created, base);
    return created;
  }

  override get(id: string, callback: Callback<SessionData | null>) {
    callbackify(this.#read)(id, callback);
  }

  override set(id: string, data: SessionData, callback: Callback<void> = ignore) {
    callbackify(this.#write)(id, data, callback);
  }

  override destroy(id: string, callback: Callback<boolean> = ignore) {
    callbackify(this.#begin().remove)(id, callback);
  }

  override touch(id: string, data: SessionData, callback: Callback<void> = ignore) {
    callbackify(this.#begin().touch)(id, { ...data }, callback);
  }

  /** Says what the session of an id holds, for a page that shows it: never a token. */
  async describe(id: string): Promise<SessionDescription> {
    const { fields = {}, value = '' } = (await this.#begin().read(id)) ?? {};
    const texts = Object.fromEntries(Object.entries(fields).filter(([, field]) => typeof field === 'string'));
    return describeSession(texts, {
      store: 'In Redis, encrypted; the browser has a signed id in a cookie',
      bytes: value.length,
    });
  }
}

/**
 * Keeps the sessions of express-session in Redis, compressed and encrypted with the secret (32 characters or more):
 * `store: createRedisStore({ url, secret })`. express-session makes the ids and the app has it make a new one at sign-in.
 *
 * - Requests of one session may save at once: each adds what it changed. A destroyed session stays destroyed.
 * - Callbacks get a `SessionStoreError` within 2 seconds when Redis does not answer.
 */
export const createRedisStore = (options: RedisOptions & { secret: string }): RedisStore =>
  new RedisStore(options);
