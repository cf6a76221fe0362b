export { boundedCookie, SessionTooLargeError } from './bounded-cookie.ts';
export { describeSession, type SessionDescription } from './describe-session.ts';
export { createIdleLimit, IdleSessionError } from './idle-limit.ts';
export type { Logout } from './logout.ts';
export { SessionStoreError } from './session-store-error.ts';
export { dataAfterSignIn } from './tokens.ts';
