export { type DecodedToken, decodeToken } from './decode-token.ts';
export { failureOf } from './failure-of.ts';
export { createOrganizationList, type UserOrganization } from './organization-list.ts';
export { isOwnOrigin } from './own-origin.ts';
export { securityHeaders } from './security-headers.ts';
