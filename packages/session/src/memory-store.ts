import session, { type SessionData } from 'express-session';
import createBoundedStore from 'memorystore';

const minute = 60 * 1000;
const hour = 60 * minute;

const createStore = (ttl?: number) =>
  new (createBoundedStore(session))({ checkPeriod: hour, max: 10_000, ttl });

class MemoryStore extends session.Store {
  readonly #visitors = createStore();
  readonly #attempts = createStore(hour);
  readonly #ended = new Set<string>();

  override get(id: string, done: Parameters<session.Store['get']>[1]) {
    this.#visitors.get(id, (error, found) =>
      error || found ? done(error, found) : this.#attempts.get(id, done),
    );
  }

  override set(id: string, data: SessionData, done?: (error?: unknown) => void) {
    // A request that is still running saves its session when it ends, even if another one destroyed it.
    if (this.#ended.has(id)) return done?.();

    const isVisitor = 'idToken' in data && Boolean(data.idToken);
    const [store, other] = isVisitor ? [this.#visitors, this.#attempts] : [this.#attempts, this.#visitors];
    other.destroy(id);
    store.set(id, data, done);
  }

  override destroy(id: string, done?: (error?: unknown) => void) {
    this.get(id, (error, found) => {
      if (error) return done?.(error);
      if (found) {
        this.#ended.add(id);
        setTimeout(() => this.#ended.delete(id), minute).unref();
      }
      this.#attempts.destroy(id);
      this.#visitors.destroy(id, done);
    });
  }

  // A sign-in attempt expires an hour after its last change, so only visitors are touched.
  override touch(id: string, data: SessionData, done?: () => void) {
    this.#visitors.touch(id, data, done);
  }
}

/**
 * Keeps the sessions of express-session in the memory of this process: `store: createMemoryStore()`.
 *
 * - Holds at most 10,000 signed-in sessions. Each expires with its cookie (`maxAge`), or after a day if the cookie has none.
 *   Unfinished sign-ins are kept separately for an hour, so a flood of them cannot evict a signed-in session.
 * - Concurrent requests of one session do not merge: the last one to finish wins.
 * - A destroyed session stays destroyed, even if a request that is still running saves it within a minute.
 */
export const createMemoryStore = (): MemoryStore => new MemoryStore();
