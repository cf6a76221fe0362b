import session, { type SessionData } from 'express-session';
import createBoundedStore from 'memorystore';
import { type Logout, namesOf, namesOfSession } from './logout.ts';

const minute = 60 * 1000;
const hour = 60 * minute;

const maximum = 10_000;

/** Remembers texts, each for its time. The oldest of more than 10,000 is forgotten early. */
const createMemory = () => {
  const texts = new Set<string>();
  return {
    has: (text: string) => texts.has(text),
    add: (text: string, milliseconds: number) => {
      const [oldest = ''] = texts;
      if (texts.size >= maximum) texts.delete(oldest);
      texts.add(text);
      setTimeout(() => texts.delete(text), milliseconds).unref();
    },
  };
};

// Without `touch`, which would write each session at every view: it expires with its cookie, which no view extends either.
class MemoryStore extends session.Store {
  // #region redis
  // The ids of the sessions with each name.
  readonly #index = new Map<string, Set<string>>();
  // #endregion
  readonly #sessions = new (createBoundedStore(session))({
    checkPeriod: hour,
    max: maximum,
    // #region redis
    // Also called before a session is replaced.
    dispose: (id, json) => this.#leaveIndex(String(id), JSON.parse(json)),
    // #endregion
  });
  readonly #ended = createMemory();
  // #region redis
  readonly #used = createMemory();

  #leaveIndex(id: string, data: object) {
    for (const name of namesOfSession(data)) {
      const ids = this.#index.get(name);
      ids?.delete(id);
      if (ids?.size === 0) this.#index.delete(name);
    }
  }
  // #endregion

  override get(id: string, done: Parameters<session.Store['get']>[1]) {
    this.#sessions.get(id, done);
  }

  override set(id: string, data: SessionData, done?: (error?: unknown) => void) {
    // A request that is still running saves its session when it ends, even if another one destroyed it.
    if (this.#ended.has(id)) return done?.();
    // #region redis
    const names = namesOfSession(data);
    if (names.some((name) => this.#ended.has(name))) return done?.();
    // #endregion

    this.#sessions.set(id, data, done);
    // #region redis
    for (const name of names) this.#index.set(name, (this.#index.get(name) ?? new Set()).add(id));
    // #endregion
  }

  override destroy(id: string, done?: (error?: unknown) => void) {
    this.get(id, (error, found) => {
      if (error) return done?.(error);
      if (found) this.#ended.add(id, minute);
      this.#sessions.destroy(id, done);
    });
  }

  // #region redis
  /**
   * Ends the sessions that a verified logout token names. A request that is still running restores none of them, and a
   * sign-in of that `sid` that is under way ends before it begins.
   *
   * @returns Whether this was the token's first use. Otherwise nothing ends.
   */
  async endSessions(logout: Logout): Promise<boolean> {
    if (this.#used.has(logout.jti)) return false;
    this.#used.add(logout.jti, logout.expiresAt * 1000 - Date.now());

    const [name = ''] = namesOf(logout);
    // The user may sign in again, but not in this session of the identity provider. A callback can be held back.
    if (logout.sid !== undefined) this.#ended.add(name, hour);
    for (const id of [...(this.#index.get(name) ?? [])]) {
      this.#ended.add(id, minute);
      this.#sessions.destroy(id);
    }
    return true;
  }
  // #endregion
}

/**
 * Keeps the sessions of express-session in the memory of this process: `store: createMemoryStore()`.
 *
 * - Holds at most 10,000 sessions, then drops the one that was used least recently: store none for anonymous visitors. Each
 *   expires with its cookie (`maxAge`), or after a day if the cookie has none, counted from the last change. express-session's
 *   `rolling: true` is not supported.
 * - Concurrent requests of one session do not merge: the last one to finish wins.
 * - A destroyed session stays destroyed, even if a request that is still running saves it within a minute.
 * - `endSessions` ends sessions by the `sid` or `sub` of their ID tokens.
 */
export const createMemoryStore = () => new MemoryStore();
