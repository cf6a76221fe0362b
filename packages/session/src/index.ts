export { boundedCookie } from './bounded-cookie.ts';
export { type CachedToken, describeSession, type SessionDescription } from './describe-session.ts';
export { SessionStoreError } from './session-store-error.ts';
export { SessionTooLargeError } from './session-too-large-error.ts';
