export { boundedCookie } from './bounded-cookie.ts';
export { describeSession, type SessionDescription } from './describe-session.ts';
export { createIdleLimit } from './idle-limit.ts';
export type { Logout } from './logout.ts';
export { dataAfterSignIn } from './own-access-tokens.ts';
export { IdleSessionError, SessionStoreError, SessionTooLargeError } from './session-errors.ts';
