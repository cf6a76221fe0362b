import type { RedisSession } from './redis-session.ts';
import { SessionStoreError } from './session-store-error.ts';

const refuse = async () => {
  throw new SessionStoreError('in Redis', 'the edge runtime cannot reach it');
};

/** Lets edge routes import a configuration that can use Redis. All methods throw `SessionStoreError`. */
export const createRedisSession = (): RedisSession => ({
  wrap: refuse,
  unwrap: refuse,
  describe: refuse,
  endSessions: refuse,
});
