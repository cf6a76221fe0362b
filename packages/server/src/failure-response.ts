import { failurePage } from './failure-page.ts';
import type { FailureKind } from './failures.ts';
import { asksForJson, jsonFailure } from './json-failure.ts';

/** Whether a path is in a list, where `/api/*` stands for every path below `/api/`. */
export const isListed = (pathname: string, list: readonly string[]): boolean =>
  list.some((entry) => (entry.endsWith('/*') ? pathname.startsWith(entry.slice(0, -1)) : pathname === entry));

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
