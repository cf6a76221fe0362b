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

/** What RFC 6749 (section 3.3) allows in a scope. A quote would end the header's parameter. */
const scopePattern = /^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/;

/**
 * A failure as JSON, for clients that ask for JSON. 401 and 403 have the challenge of RFC 6750, section 3.
 *
 * @param missing The scopes that `missingScopes` returns, for the kind `forbidden`.
 * @returns The status, headers and body of the response.
 */
export const jsonFailure = (kind: FailureKind, missing: readonly string[] = []): JsonFailure => {
  const status = failureStatus[kind];
  if (status === 401) {
    const body = { kind, error: 'unauthorized', error_description: 'Sign in first' };
    // No error code, because the request contained no access token (section 3.1).
    return { status, headers: { 'www-authenticate': realm }, body };
  }
  // #region permissions
  if (kind === 'forbidden') {
    const scope = missing.filter((name) => scopePattern.test(name)).join(' ');
    const challenge = `${realm}, error="insufficient_scope"${scope && `, scope="${scope}"`}`;
    const description = scope ? `You lack the permission ${scope}` : 'You lack a permission';
    const body = { kind, error: 'insufficient_scope', error_description: description };
    return { status, headers: { 'www-authenticate': challenge }, body };
  }
  // #endregion
  return { status, headers: {}, body: { kind, error: kind } };
};

/**
 * Returns the address of the failure page, for an app that redirects to it.
 *
 * @param from The path and query of the request that failed. A reload of the failure page repeats it (`checkRequest`).
 * @param missing The scopes that `missingScopes` returns, for the page to name them.
 */
export const failurePage = (kind: FailureKind, from: string, missing: readonly string[] = []): string => {
  const query = new URLSearchParams({
    kind,
    // A form on the failure page may fail, too.
    from: from.startsWith('/failed?') ? '/' : from,
    at: String(Date.now()),
    // #region permissions
    ...(missing.length > 0 && { missing: missing.join(' ') }),
    // #endregion
  });
  return `/failed?${query}`;
};

const wantsJson = (request: Request) =>
  new URL(request.url).pathname.startsWith('/api/') || asksForJson(request.headers.get('accept'));

const redirectTo = (location: string) => new Response(null, { status: 303, headers: { location } });

/**
 * Answers a request that failed in the `proxy.ts` of a Next.js app.
 *
 * @param environment `baseUrl` is the app's own address.
 * @returns The failure as JSON, below `/api` and for clients that ask for JSON, or else a redirect to the failure page.
 */
export const failureResponse = (
  request: Request,
  kind: FailureKind,
  { baseUrl }: { baseUrl: string },
): Response => {
  if (wantsJson(request)) {
    const { body, ...init } = jsonFailure(kind);
    return Response.json(body, init);
  }
  const { pathname, search } = new URL(request.url);
  return redirectTo(`${baseUrl}${failurePage(kind, `${pathname}${search}`)}`);
};

/**
 * Answers a request that needs sign-in, in the `proxy.ts` of a Next.js app.
 *
 * @param signIn The path of the route that starts sign-in, and then returns to its query parameter `returnTo`.
 * @returns A redirect there. Below `/api`, for clients that ask for JSON, and for posts, whose data a redirect would lose,
 *   the failure that the session has ended.
 */
export const signedOutResponse = (
  request: Request,
  environment: { baseUrl: string },
  signIn: string,
): Response => {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!isRead || wantsJson(request)) return failureResponse(request, 'ended', environment);

  const { pathname, search } = new URL(request.url);
  return redirectTo(`${environment.baseUrl}${signIn}?returnTo=${encodeURIComponent(`${pathname}${search}`)}`);
};
