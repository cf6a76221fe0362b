export { boundedCookie } from './bounded-cookie.ts';
export { type DecodedToken, decodeToken } from './decode-token.ts';
export { type CachedToken, describeSession, type SessionDescription } from './describe-session.ts';
export { failureOf } from './failure-of.ts';
export { createOrganizationList, type UserOrganization } from './organization-list.ts';
export { SessionStoreError } from './session-store-error.ts';
export { SessionTooLargeError } from './session-too-large-error.ts';
