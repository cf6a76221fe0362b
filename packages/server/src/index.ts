export { type ApiAnswer, callApi } from './call-api.ts';
export { classifyFailure, type FailureKind, failureKind, failureStatus, reportFailure } from './failures.ts';
export { createOrganizationList, type UserOrganization } from './organization-list.ts';
export { isOwnOrigin, ownAddress } from './own-origin.ts';
export { securityHeaders } from './security-headers.ts';
export { awaitTurn } from './sign-in-turn.ts';
