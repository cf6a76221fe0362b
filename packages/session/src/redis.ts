export { createRedisSession } from './redis-session.ts';
