import { callbackify } from 'node:util';
import session, { type SessionData } from 'express-session';
import { describeSession, type SessionDescription } from './describe-session.ts';
import type { Logout } from './logout.ts';
import { mergeSession } from './merge-session.ts';
import { createRecords, type Fields } from './redis-records.ts';

type Request = Parameters<session.Store['createSession']>[0];
type Callback<Answer> = (error: unknown, answer?: Answer) => void;

const ignore = () => {};

const hasCookie = (fields: Fields): fields is Fields & SessionData => typeof fields.cookie === 'object';

/** The data as it will be read: without methods, dates as strings. */
const plain = (data: object): Fields => ({ ...JSON.parse(JSON.stringify(data)) });

// Without `touch`, which would send a second command at every view: a session expires with its cookie, which no view extends.
class RedisStore extends session.Store {
  // What each session held when it was read or last written, which tells what the request changed.
  readonly #bases = new WeakMap<object, Fields>();

  constructor(private readonly begin: () => ReturnType<ReturnType<typeof createRecords>>) {
    super();
  }

  readonly #read = async (id: string) => {
    const { fields } = (await this.begin().read(id)) ?? {};
    return fields && hasCookie(fields) ? fields : null;
  };

  readonly #write = async (id: string, data: object) => {
    const mine = plain(data);
    const base = this.#bases.get(data);
    // Without a base, the session is new.
    const written = base
      ? await this.begin().change(id, (stored) => mergeSession(stored, base, mine))
      : await this.begin().write(id, mine);
    if (written) this.#bases.set(data, mine);
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
    callbackify(this.begin().remove)(id, callback);
  }

  /**
   * Ends the sessions that a verified logout token names: those of its `sid`, or without one all of its `sub`. A request
   * that is under way restores none of them.
   *
   * @returns Whether this was the token's first use. Otherwise nothing ends.
   */
  endSessions(logout: Logout): Promise<boolean> {
    return this.begin().endSessions(logout);
  }

  // #region lesson
  /**
   * Describes the session of an id for display. Contains no token.
   *
   * @param cookie The value of the browser's cookie.
   */
  async describe(id: string, cookie: string): Promise<SessionDescription> {
    const { fields = {}, value = '' } = (await this.begin().read(id)) ?? {};
    const texts = Object.fromEntries(Object.entries(fields).filter(([, field]) => typeof field === 'string'));
    return describeSession(texts, {
      store: 'In Redis, encrypted; the browser has a signed id in a cookie',
      inBrowser: cookie.length,
      onServer: value.length,
    });
  }
  // #endregion
}

/**
 * Keeps the sessions of express-session in Redis, compressed and encrypted: `store: createRedisStore({ url, secret })`.
 *
 * - Concurrent requests of one session merge their changes. A destroyed session stays destroyed.
 * - A record lives for 14 days after its last change, or for an hour if nobody has signed in. express-session's
 *   `rolling: true` is not supported.
 * - `endSessions` ends sessions by the `sid` or `sub` of their ID tokens.
 * - express-session makes the ids; the app regenerates them at sign-in.
 * - Callbacks receive a `SessionStoreError` if Redis does not answer within 2 seconds.
 *
 * @param options.url `redis://` or `rediss://`, with user and password if Redis requires them.
 * @param options.secret 32 random characters or more.
 * @throws Error when the URL has another form.
 */
export const createRedisStore = ({ url, secret }: { url: string; secret: string }): RedisStore => {
  const begin = createRecords(url);
  return new RedisStore(() => begin(secret));
};
