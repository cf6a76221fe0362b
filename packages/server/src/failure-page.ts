import type { FailureKind } from './failures.ts';
import { ownAddress } from './own-origin.ts';

/**
 * Returns the address of the failure page, for an app that redirects to it.
 *
 * @param from The path and query of what failed: a reload of the failure page repeats it (`showFailureOnce`).
 * @param missing The scopes that `missingScopes` returns, for the page to name them.
 */
export const failurePage = (kind: FailureKind, from: string, missing: readonly string[] = []): string => {
  const query = new URLSearchParams({
    kind,
    // A form on the failure page may fail, too.
    from: from.startsWith('/failed?') ? '/' : from,
    at: String(Date.now()),
    ...(missing.length > 0 && { missing: missing.join(' ') }),
  });
  return `/failed?${query}`;
};

/**
 * Makes a reload of the failure page repeat what failed, as if the page had no address of its own.
 *
 * @param request The request for the failure page.
 * @returns A redirect to what failed, on the app's own origin, if this browser has seen this failure; or else the
 *   `Set-Cookie` header that remembers it.
 */
export const showFailureOnce = (
  request: Request,
  environment: { baseUrl: string },
): { response?: Response; cookie?: string } => {
  const { searchParams } = new URL(request.url);
  const at = /^\d+$/.exec(searchParams.get('at') ?? '')?.[0];
  if (!at) return {};

  const seen = request.headers.get('cookie')?.split('; ').includes(`logto_failed=${at}`);
  if (!seen) return { cookie: `logto_failed=${at}; Path=/failed; HttpOnly; SameSite=Lax` };

  const location = ownAddress(searchParams.get('from'), environment);
  return { response: new Response(null, { status: 303, headers: { location } }) };
};
