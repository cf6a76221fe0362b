/** Every way in which a visit can fail, and the HTTP status of the page that says so. */
export const failureStatus = {
  cancelled: 400,
  stale: 400,
  ended: 401,
  refused: 502,
  unreachable: 503,
  store: 503,
  'too-large': 500,
  unexpected: 500,
} as const;

export type FailureKind = keyof typeof failureStatus;

const isFailureKind = (text: unknown): text is FailureKind =>
  typeof text === 'string' && Object.hasOwn(failureStatus, text);

/** Returns the kind that a text names, such as a query parameter, or `unexpected`. */
export const failureKind = (text: unknown): FailureKind => (isFailureKind(text) ? text : 'unexpected');

// The SDK fetches Logto's keys with Node's http client, so these are not only errors of `fetch`.
const unreachable =
  /^(http_error_5|rate_limited|unexpected_response_error|oidc\.(server_error|temporarily_unavailable)|ECONN|EHOST|ENET|ENOTFOUND|EAI_|EPIPE|ETIMEDOUT|ERR_JWKS_TIMEOUT|ERR_JOSE_GENERIC)/;

const kindOfCode = (code: string): FailureKind => {
  if (unreachable.test(code)) return 'unreachable';
  // The access token was revoked, or Logto no longer knows it. A new one may work.
  if (code === 'oidc.invalid_token') return 'refused';
  // The refresh token was revoked, has expired or is missing, or the user was deleted.
  if (['oidc.invalid_grant', 'oidc.session_not_found', 'not_authenticated'].includes(code)) return 'ended';
  if (/^(sign_in_session|callback_uri_verification|id_token)\./.test(code)) return 'stale';
  return 'unexpected';
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const field = (value: unknown, key: string): string => {
  const text = isObject(value) ? value[key] : undefined;
  return typeof text === 'string' ? text : '';
};

/**
 * Classifies an error of Logto's SDK, of `fetch` or of a session store.
 *
 * @param error Whatever was thrown.
 * @param during At the callback, a refused grant means that the authorization code was used before; anywhere else, that the
 *   session has ended.
 */
export const classifyFailure = (error: unknown, during?: 'callback'): FailureKind => {
  // By name, since a bundler may load the module of a class twice.
  const name = field(error, 'name');
  if (name === 'SessionTooLargeError') return 'too-large';
  if (name === 'SessionStoreError') return 'store';
  if (name === 'TimeoutError' || name === 'AbortError') return 'unreachable';
  if (error instanceof TypeError && error.message === 'fetch failed') return 'unreachable';
  if (isObject(error) && field(error.data, 'error') === 'access_denied') return 'cancelled';

  const kind = kindOfCode(field(error, 'code'));
  return during === 'callback' && kind === 'ended' ? 'stale' : kind;
};

/**
 * Classifies an error, logs it in one line, and returns its kind.
 *
 * @param at Where it happened, such as the path of the request.
 */
export const reportFailure = (
  error: unknown,
  { at, during }: { at: string; during?: 'callback' | undefined },
): FailureKind => {
  const kind = classifyFailure(error, during);
  console.error(`${at}: ${kind}:`, error instanceof Error ? error.message : error);
  return kind;
};
