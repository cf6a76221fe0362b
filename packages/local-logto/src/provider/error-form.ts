import type { Middleware } from './middleware.ts';
import { errors } from './oidc-provider.ts';

/** The messages of a real Logto by error code. It leaves the placeholders in. */
const messages: Record<string, string> = {
  'oidc.access_denied': 'Access denied.',
  'oidc.insufficient_scope': 'Token missing scope `{{scope}}`.',
  'oidc.invalid_client_metadata': 'Invalid client metadata provided.',
  'oidc.invalid_grant': 'Grant request is invalid.',
  'oidc.invalid_redirect_uri': "`redirect_uri` did not match any of the client's registered `redirect_uris`.",
  'oidc.invalid_request': 'Request is invalid.',
  'oidc.invalid_scope': 'Invalid scope: {{error_description}}.',
  'oidc.invalid_target': 'Invalid resource indicator.',
  'oidc.invalid_token': 'Invalid token provided.',
  'oidc.server_error': 'An unknown OIDC error occurred. Please try again later.',
  'oidc.unsupported_grant_type': 'Unsupported `grant_type` requested.',
  'oidc.unsupported_response_mode': 'Unsupported `response_mode` requested.',
  'oidc.unsupported_response_type': 'Unsupported `response_type` requested.',
  'session.not_found': 'Session not found. Please go back and sign in again.',
};

/** What oidc-provider answers (RFC 6749, section 5.2). */
type OAuthError = { error: string; error_description?: string };

const isSessionLost = (description = ''): boolean =>
  (description.includes('session') && description.includes('not found')) ||
  description.includes('authorization request has expired');

const isOAuthError = (body: unknown): body is OAuthError =>
  typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string';

/**
 * Converts an OAuth error to the form that Logto's SDKs understand: `code` and `message` before the OAuth members,
 * and `error_uri` for a failed grant.
 */
const logtoErrorForm = (body: OAuthError): OAuthError & { code: string; message: string } => {
  const code = isSessionLost(body.error_description) ? 'session.not_found' : `oidc.${body.error}`;
  return {
    code,
    message: messages[code] ?? `An OIDC error occurred: ${code}.`,
    ...(body.error === 'invalid_grant' && { error_uri: 'https://openid.sh/debug/invalid_grant' }),
    ...body,
  };
};

/** Answers every error as JSON in Logto's form, to browsers too. Reports unexpected errors. */
export const errorForm =
  (report: (error: unknown) => void): Middleware =>
  async (context, next) => {
    context.vary('Accept-Encoding');
    try {
      await next();
    } catch (error) {
      const isKnown = error instanceof errors.OIDCProviderError;
      if (!isKnown) report(error);
      context.status = isKnown ? error.statusCode : 500;
      context.body = isKnown
        ? { error: error.message, error_description: error.error_description }
        : { message: 'Internal server error.' };
    }
    if (context.status >= 400 && isOAuthError(context.body)) context.body = logtoErrorForm(context.body);
  };

/** Answers unknown paths and methods as a real Logto does. */
export const unknownRoute: Middleware = async (context, next) => {
  await next();
  if (context.status !== 404 || context.body) return;
  throw new errors.InvalidRequest(
    `unrecognized route or not allowed method (${context.method} on ${context.path})`,
    404,
  );
};
