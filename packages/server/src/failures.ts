/** The kinds of failure, each with the HTTP status of its failure page. */
export const failureStatus = {
  cancelled: 400,
  stale: 400,
  ended: 401,
  // #region redis
  idle: 401,
  // #endregion
  // #region permissions
  forbidden: 403,
  // #endregion
  // #region organizations
  left: 403,
  // #endregion
  replaced: 409,
  'token-rejected': 502,
  unreachable: 503,
  store: 503,
  'too-large': 500,
  unexpected: 500,
} as const;

export type FailureKind = keyof typeof failureStatus;

const isFailureKind = (text: unknown): text is FailureKind =>
  typeof text === 'string' && Object.hasOwn(failureStatus, text);

/** Parses the name of a failure kind, such as a query parameter. Anything else is `unexpected`. */
export const failureKind = (text: unknown): FailureKind => (isFailureKind(text) ? text : 'unexpected');

// By the code of an error, or else by its name: a bundler may include a class twice, which breaks `instanceof`.
const kinds: Array<[code: RegExp, kind: FailureKind]> = [
  // A TimeoutError is from `limitFetchTime`, which an app calls when it starts: Logto or an API took too long to answer a `fetch`.
  [/^(http_error_5|rate_limited|unexpected_response_error|TimeoutError|AbortError|ABORT_ERR)/, 'unreachable'],
  [/^(oidc|callback)\.(server_error|temporarily_unavailable)$/, 'unreachable'],
  // Codes of Node.js and jose: the SDK fetches Logto's keys with Node's HTTP client instead of `fetch`.
  [/^(ECONN|EHOST|ENET|ENOTFOUND|EAI_|EPIPE|ETIMEDOUT|ERR_JWKS_TIMEOUT|ERR_JOSE_GENERIC)/, 'unreachable'],
  [/^callback\.access_denied$/, 'cancelled'],
  // The access token was revoked, or Logto no longer knows it. A new one may work.
  [/^oidc\.invalid_token$/, 'token-rejected'],
  // The refresh token was revoked, has expired or is missing, or the user was deleted. A page without any session redirects
  // to sign-in instead.
  [/^(oidc\.invalid_grant|oidc\.session_not_found|not_authenticated)$/, 'ended'],
  // A sign-in that cannot be finished: another tab has replaced or finished it, or the response does not match.
  [/^(sign_in_session|callback_uri_verification|id_token)\./, 'stale'],
  // #region organizations
  // Logto gives no token for an organization that the visitor does not belong to.
  [/^oidc\.access_denied$/, 'left'],
  // #endregion
  // #region permissions
  // Thrown by the app's own guard. A 403 from an API is not an error: `callApi` returns the response.
  [/^MissingPermissionError$/, 'forbidden'],
  // #endregion
  [/^OtherUserError$/, 'replaced'],
  [/^SessionTooLargeError$/, 'too-large'],
  [/^SessionStoreError$/, 'store'],
  // #region redis
  [/^IdleSessionError$/, 'idle'],
  // #endregion
];

const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

const codeOf = (error: unknown): string => {
  const code = field(error, 'code');
  // Logto redirected to the callback with an OAuth error (RFC 6749, section 4.1.2.1).
  if (code === 'callback_uri_verification.error_found')
    return `callback.${field(field(error, 'data'), 'error')}`;
  return String(typeof code === 'string' ? code : field(error, 'name'));
};

/**
 * Classifies an error from Logto's SDK, `fetch` or a session store.
 *
 * @param error Whatever was thrown.
 * @param during `callback` for the callback, where a rejected grant means that the authorization code was already used.
 *   Anywhere else it means that the session has ended.
 */
export const classifyFailure = (error: unknown, during?: 'callback'): FailureKind => {
  // `fetch` could not connect, to Logto or to an API.
  if (error instanceof TypeError && error.message === 'fetch failed') return 'unreachable';

  const code = codeOf(error);
  const [, kind = 'unexpected'] = kinds.find(([pattern]) => pattern.test(code)) ?? [];
  return during === 'callback' && kind === 'ended' ? 'stale' : kind;
};

// The id of an invitation is a secret, which must not be logged.
const withoutId = (at: string): string => at.replace(/(\/invitations\/)[^/]+/i, '$1:id');

/**
 * Classifies an error, logs it, and returns its kind. An unexpected error is logged with its stack.
 *
 * @param at Where it happened: the request path, or the name of what was running.
 */
export const reportFailure = (
  error: unknown,
  { at, during }: { at: string; during?: 'callback' | undefined },
): FailureKind => {
  const kind = classifyFailure(error, during);
  // Not the error itself: jose's errors carry the claims of the token.
  const cause = error instanceof Error ? (kind === 'unexpected' ? error.stack : error.message) : error;
  console.error('%s: %s:', withoutId(at), kind, cause);
  return kind;
};
