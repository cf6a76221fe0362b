import { boundedCookie, type Logout } from '@repo/session';
import { createRedisSession } from '@repo/session/redis';
import { environment } from '../environment';

const { sessionStore: url, cookieSecret } = environment;

const redisSession = url ? createRedisSession({ url }) : undefined;

// With a few access tokens, the SDK's own cookie exceeds the browser's limit of 4,096 bytes. This one never does.
export const sessions = redisSession ?? boundedCookie;

/** Ends the sessions that a logout token names. Undefined if they are in cookies, which only a browser can delete. */
export const endSessions =
  redisSession && ((logout: Logout) => redisSession.endSessions(logout, cookieSecret));
