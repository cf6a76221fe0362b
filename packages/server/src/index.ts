export { beforeRoute } from './before-route.ts';
export { type ApiAnswer, callApi } from './call-api.ts';
export { failurePage } from './failure-page.ts';
export { classifyFailure, type FailureKind, failureKind, failureStatus, reportFailure } from './failures.ts';
export { createOrganizationList, type UserOrganization } from './organization-list.ts';
export { isOwnOrigin, ownAddress } from './own-origin.ts';
export { pageOfSignIn } from './page-of-sign-in.ts';
export { securityHeaders } from './security-headers.ts';
export { awaitTurn } from './sign-in-turn.ts';
