import { boundedCookie } from '@repo/session';
import { createRedisSession } from '@repo/session/redis';
import { environment } from '../environment';

// With a few access tokens, the SDK's own cookie exceeds the browser's limit of 4,096 bytes. This one never does.
export const sessions = environment.sessionStore
  ? createRedisSession({ url: environment.sessionStore })
  : boundedCookie;
