import session, { type SessionData } from 'express-session';
import createBoundedStore from 'memorystore';

const minute = 60 * 1000;
const hour = 60 * minute;

// Without `touch`, which would write each session at every view: it expires with its cookie, which no view extends either.
class MemoryStore extends session.Store {
  readonly #sessions = new (createBoundedStore(session))({ checkPeriod: hour, max: 10_000 });
  readonly #ended = new Set<string>();

  override get(id: string, done: Parameters<session.Store['get']>[1]) {
    this.#sessions.get(id, done);
  }

  override set(id: string, data: SessionData, done?: (error?: unknown) => void) {
    // A request that is still running saves its session when it ends, even if another one destroyed it.
    if (this.#ended.has(id)) return done?.();
    this.#sessions.set(id, data, done);
  }

  override destroy(id: string, done?: (error?: unknown) => void) {
    this.get(id, (error, found) => {
      if (error) return done?.(error);
      if (found) {
        this.#ended.add(id);
        setTimeout(() => this.#ended.delete(id), minute).unref();
      }
      this.#sessions.destroy(id, done);
    });
  }
}

/**
 * Keeps the sessions of express-session in the memory of this process: `store: createMemoryStore()`.
 *
 * - Holds at most 10,000 sessions, then drops the one that was used least recently: store none for anonymous visitors. Each
 *   expires with its cookie (`maxAge`), or after a day if the cookie has none, counted from the last change. express-session's
 *   `rolling: true` is not supported.
 * - Concurrent requests of one session do not merge: the last one to finish wins.
 * - A destroyed session stays destroyed, even if a request that is still running saves it within a minute.
 */
export const createMemoryStore = () => new MemoryStore();
