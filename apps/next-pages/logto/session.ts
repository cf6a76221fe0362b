import { boundedCookie } from '@repo/session';
import { createRedisSession } from '@repo/session/redis';
import { environment } from '../environment';

// The SDK's own cookie outgrows the browser's limit of 4,096 bytes after a few access tokens. This one does not.
export const sessions = environment.sessionStore
  ? createRedisSession({ url: environment.sessionStore })
  : boundedCookie;
