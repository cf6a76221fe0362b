import { type FailureKind, failureStatus } from './failures.ts';

/** Whether a client asks for JSON instead of a page, by its `Accept` header. */
export const asksForJson = (accept: string | null | undefined): boolean =>
  /\bapplication\/json\b/i.test(accept ?? '') && !/\btext\/html\b/i.test(accept ?? '');

type JsonFailure = {
  status: number;
  headers: Record<string, string>;
  body: { kind: FailureKind; error: string; error_description?: string };
};

const realm = 'Bearer realm="app"';

/** What RFC 6749 (section 3.3) allows in a scope. A quote could end the header's parameter. */
const scopePattern = /^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/;

/**
 * A failure as JSON, for clients that want no page. 401 and 403 have the challenge of RFC 6750, section 3.
 *
 * @param missing The scopes that `missingScopes` returns, for the kind `forbidden`.
 * @returns Status, headers and body of the answer.
 */
export const jsonFailure = (kind: FailureKind, missing: readonly string[] = []): JsonFailure => {
  const status = failureStatus[kind];
  if (status === 401) {
    const body = { kind, error: 'unauthorized', error_description: 'Sign in first' };
    // No error code, because the request contained no access token (section 3.1).
    return { status, headers: { 'www-authenticate': realm }, body };
  }
  if (kind !== 'forbidden') return { status, headers: {}, body: { kind, error: kind } };

  const scope = missing.filter((name) => scopePattern.test(name)).join(' ');
  const challenge = `${realm}, error="insufficient_scope"${scope && `, scope="${scope}"`}`;
  const description = scope ? `You lack the permission ${scope}` : 'You lack a permission';
  const body = { kind, error: 'insufficient_scope', error_description: description };
  return { status, headers: { 'www-authenticate': challenge }, body };
};
