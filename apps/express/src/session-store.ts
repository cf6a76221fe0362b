import { createRedisStore } from '@repo/session/redis-store';
import session from 'express-session';
import createMemoryStore from 'memorystore';
import { environment } from './logto.ts';

const hour = 60 * 60 * 1000;

const ended = new Set<string>();

// express-session's own store never forgets an expired session. And a request that is still running saves its session
// when it ends: one that has been destroyed meanwhile stays so.
class MemoryStore extends createMemoryStore(session) {
  override set(...parameters: Parameters<session.Store['set']>) {
    const [id, , done] = parameters;
    if (ended.has(id)) return done?.();
    super.set(...parameters);
  }

  override destroy(...parameters: Parameters<session.Store['destroy']>) {
    const [id] = parameters;
    ended.add(id);
    setTimeout(() => ended.delete(id), hour).unref();
    super.destroy(...parameters);
  }
}

const { sessionStore: url, cookieSecret: secret } = environment;

/** Redis, if the environment names one. */
export const redisStore = url ? createRedisStore({ url, secret }) : undefined;

/** Where sessions are kept: in Redis, or in the memory of this process. */
export const store = redisStore ?? new MemoryStore({ checkPeriod: hour, max: 10_000 });
