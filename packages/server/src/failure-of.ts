export type FailureKind =
  | 'cancelled'
  | 'stale'
  | 'refused'
  | 'ended'
  | 'unreachable'
  | 'store'
  | 'too-large'
  | 'unexpected';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const textOf = (value: unknown, key: string): string => {
  const text = isObject(value) ? value[key] : undefined;
  return typeof text === 'string' ? text : '';
};

// What a code of Logto or of its SDK says, wherever it is met.
const kindOfCode = (code: string): FailureKind | undefined => {
  // Logto answers 5xx, or with something that is not Logto's.
  if (
    /^(http_error_5|rate_limited|unexpected_response_error|oidc\.(server_error|temporarily_unavailable))/.test(
      code,
    )
  ) {
    return 'unreachable';
  }
  // The SDK fetches Logto's keys without `fetch`: nobody listens, or answers in time, or with keys.
  if (/^(ECONN|EHOST|ENET|ENOTFOUND|EAI_|EPIPE|ETIMEDOUT|ERR_JWKS_TIMEOUT|ERR_JOSE_GENERIC)/.test(code)) {
    return 'unreachable';
  }
  // The access token was revoked, or Logto has forgotten it: another one may do.
  if (code === 'oidc.invalid_token') return 'refused';
  // The refresh token was revoked or has expired, or the user is gone; or the session has none.
  if (['oidc.invalid_grant', 'oidc.session_not_found', 'not_authenticated'].includes(code)) return 'ended';
  if (/^(sign_in_session|callback_uri_verification|id_token)\./.test(code)) return 'stale';
  return undefined;
};

/**
 * Tells what an error of Logto's SDK, of `fetch` or of a session store means for the visitor.
 *
 * @param error Whatever was thrown.
 * @param during Where: a grant that Logto refuses means a code used up at the callback, and the session's end elsewhere.
 */
export const failureOf = (error: unknown, during?: 'callback'): FailureKind => {
  if (textOf(error, 'name') === 'SessionTooLargeError') return 'too-large';
  if (textOf(error, 'name') === 'SessionStoreError') return 'store';
  // What `fetch` throws when nobody listens, and when nobody answers in time.
  if (error instanceof TypeError && error.message === 'fetch failed') return 'unreachable';
  if (['TimeoutError', 'AbortError'].includes(textOf(error, 'name'))) return 'unreachable';

  const answered = isObject(error) ? textOf(error.data, 'error') : '';
  if (answered === 'access_denied') return 'cancelled';

  const kind = kindOfCode(textOf(error, 'code'));
  if (!kind) return 'unexpected';
  return during === 'callback' && kind === 'ended' ? 'stale' : kind;
};
