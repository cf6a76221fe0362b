/** Messages of a real Logto by error code. The placeholder is not a slip: it answers exactly so. */
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

/** What oidc-provider answers, after OAuth 2.0 (RFC 6749, section 5.2). */
export type OAuthError = { error: string; error_description?: string };

const isSessionLost = (description = ''): boolean =>
  (description.includes('session') && description.includes('not found')) ||
  description.includes('authorization request has expired');

/** Tells whether a response body is an OAuth error. */
export const isOAuthError = (body: unknown): body is OAuthError =>
  typeof body === 'object' && body !== null && 'error' in body && typeof body.error === 'string';

/**
 * Gives an OAuth error the form of Logto's errors, which is what its SDKs understand: `code` and `message`
 * ahead of the OAuth members, and `error_uri` for a failed grant.
 */
export const logtoErrorForm = (body: OAuthError): OAuthError & { code: string; message: string } => {
  const code = isSessionLost(body.error_description) ? 'session.not_found' : `oidc.${body.error}`;
  return {
    code,
    message: messages[code] ?? `An OIDC error occurred: ${code}.`,
    ...(body.error === 'invalid_grant' && { error_uri: 'https://openid.sh/debug/invalid_grant' }),
    ...body,
  };
};
