export { type Account, type AccountApi, createAccountApi, readAccount, refusalOf } from './account-api.ts';
export { addPhone, sendPhoneCode } from './add-phone.ts';
export { createBackChannelLogout } from './back-channel-logout.ts';
export { findBaseUrl, requestedBaseUrl } from './base-url.ts';
export { type ApiAnswer, callApi } from './call-api.ts';
export { callProvider } from './call-provider.ts';
export { checkRequest, isListed } from './check-request.ts';
export { confirmByPassword } from './confirm-user.ts';
export {
  asksForJson,
  failurePage,
  failureResponse,
  jsonFailure,
  signedOutResponse,
} from './failure-response.ts';
export { classifyFailure, type FailureKind, failureKind, failureStatus, reportFailure } from './failures.ts';
export { checkScopes, isOwnOrigin, missingScopes, ownAddress, refuseFormOfOtherUser } from './guards.ts';
export { lastOrganizationCookie, rememberOrganization } from './last-organization.ts';
export { finishLinking, startLinking } from './link-account.ts';
export { misdirected } from './misdirected.ts';
export { createOrganizationList, type UserOrganization } from './organization-list.ts';
export { pageOfSignIn } from './page-of-sign-in.ts';
export { isRecentSignIn } from './recent-sign-in.ts';
export { refreshPage } from './refresh-page.ts';
export { securityHeaders } from './security-headers.ts';
export { createStepCookie, type SessionClaims, type StepCookie } from './step-cookie.ts';
export { uiLocales } from './ui-locales.ts';
export { waitingPage } from './waiting-page.ts';
