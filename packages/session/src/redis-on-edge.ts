import type { DescribedSessions } from './describe-session.ts';
import { SessionStoreError } from './session-store-error.ts';

const refuse = async () => {
  throw new SessionStoreError('in Redis', 'the edge runtime cannot reach it');
};

/**
 * What the edge runtime gets for `@repo/session/redis`. Without it, a configuration that can choose Redis would break
 * every edge route by its import alone, whatever it chose.
 */
export const createRedisSession = (): DescribedSessions => ({
  wrap: refuse,
  unwrap: refuse,
  describe: refuse,
});
