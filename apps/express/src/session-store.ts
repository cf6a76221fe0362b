import { createRedisStore } from '@repo/session/redis-store';
import session from 'express-session';
import createMemoryStore from 'memorystore';
import { environment } from './logto.ts';

const minute = 60 * 1000;
const hour = 60 * minute;

// express-session's own store forgets an expired session only when it is asked for.
const createMemory = (ttl?: number) =>
  new (createMemoryStore(session))({ checkPeriod: hour, max: 10_000, ...(ttl && { ttl }) });

/**
 * Sessions in the memory of this process. Those that nobody has signed in to are kept apart, so that no number of them
 * drives out a visitor's.
 */
class MemoryStore extends session.Store {
  readonly #visitors = createMemory();
  readonly #attempts = createMemory(hour);
  readonly #ended = new Set<string>();

  override get(id: string, done: Parameters<session.Store['get']>[1]) {
    this.#visitors.get(id, (error, found) =>
      error || found ? done(error, found) : this.#attempts.get(id, done),
    );
  }

  override set(id: string, data: session.SessionData, done?: (error?: unknown) => void) {
    // A request that was still running saves its session when it ends: one that was destroyed meanwhile stays so.
    if (this.#ended.has(id)) return done?.();

    const isVisitor = 'idToken' in data && Boolean(data.idToken);
    const [home, other] = isVisitor ? [this.#visitors, this.#attempts] : [this.#attempts, this.#visitors];
    other.destroy(id);
    home.set(id, data, done);
  }

  override destroy(id: string, done?: (error?: unknown) => void) {
    this.#visitors.get(id, (_error, found) => {
      if (found) {
        this.#ended.add(id);
        setTimeout(() => this.#ended.delete(id), minute).unref();
      }
      this.#attempts.destroy(id);
      this.#visitors.destroy(id, done);
    });
  }

  override touch(id: string, data: session.SessionData, done?: () => void) {
    this.#visitors.touch(id, data, done);
  }
}

const { sessionStore: url, cookieSecret: secret } = environment;

/** Redis, if the environment names one. */
export const redisStore = url ? createRedisStore({ url, secret }) : undefined;

/** Where sessions are kept: in Redis, or in the memory of this process. */
export const store = redisStore ?? new MemoryStore();
