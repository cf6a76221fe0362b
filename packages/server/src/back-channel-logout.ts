import type { Logout } from '@repo/session';
import { errors } from 'jose';
import { classifyFailure, reportFailure } from './failures.ts';
import { createLogoutTokenVerifier } from './verify-logout-token.ts';

/** What to answer, as JSON. */
type Answer = { status: number; body: { error?: string; error_description?: string } };

const refuse = (error: string, description: string): Answer => ({
  status: 400,
  body: { error, error_description: description },
});

const inCookies: Answer = {
  status: 501,
  body: {
    error: 'unsupported',
    error_description:
      'The sessions are in cookies, which only their browsers can delete: set SESSION_STORE to keep them in Redis',
  },
};

const reasonOf = (error: unknown) => {
  if (error instanceof errors.JWTClaimValidationFailed) return `${error.code} ${error.claim}`;
  // Not jose's message, which may quote the token: anybody could write lines into the log.
  if (error instanceof errors.JOSEError) return error.code;
  return error instanceof Error ? error.message : String(error);
};

/**
 * Ends the sessions that a logout token names: what an app does when Logto posts to its back-channel logout URI (OpenID
 * Connect Back-Channel Logout 1.0, sections 2.5 to 2.8).
 *
 * @param environment `endpoint` is Logto's address, `appId` the application's id.
 * @param endSessions Ends the sessions, and returns whether this was the first use of the token's `jti`. Undefined if sessions
 *   are in cookies.
 * @returns Takes the parameter `logout_token`, and returns the status and the JSON to answer with: 200, 501 if sessions are
 *   in cookies, or 400 with an `error` if the token is not valid, was used before, or the sessions could not be ended.
 */
export const createBackChannelLogout = (
  environment: { endpoint: string; appId: string },
  endSessions: ((logout: Logout) => Promise<boolean>) | undefined,
) => {
  const verify = createLogoutTokenVerifier(environment);

  return async (logoutToken: unknown): Promise<Answer> => {
    if (!endSessions) return inCookies;
    if (typeof logoutToken !== 'string') {
      return refuse('invalid_request', 'The form has no field logout_token, or several');
    }
    try {
      const logout = await verify(logoutToken);
      const isFirstUse = await endSessions(logout);
      return isFirstUse
        ? { status: 200, body: {} }
        : refuse('invalid_request', 'This logout token was used before');
    } catch (error) {
      const kind = classifyFailure(error);
      if (kind === 'unreachable' || kind === 'store') {
        reportFailure(error, { at: 'back-channel logout' });
        return refuse('temporarily_unavailable', 'The sessions could not be ended');
      }
      // Logto shows the answer to nobody.
      console.error('back-channel logout: refused:', reasonOf(error));
      return refuse('invalid_request', `The logout token is not valid: ${reasonOf(error)}`);
    }
  };
};
