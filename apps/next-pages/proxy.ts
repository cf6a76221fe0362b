import { checkRequest, findBaseUrl, isListed, misdirected, securityHeaders } from '@repo/server';
import { type NextRequest, NextResponse } from 'next/server';
import { environment } from './environment';
import { requireSignIn } from './logto/protect';
import { sessions } from './logto/session';

/** Everybody may see these. Any other address requires sign-in, so a page that you add is protected. */
const publicPaths = [
  '/',
  '/api/logto/*',
  '/failed',
  '/_next/*',
  // #region lesson
  // These routes check for themselves who is signed in.
  '/api/logto-edge/*',
  '/api/get-user-info',
  '/api/edge-user-info',
  // #endregion
  // #region renewal
  // Forms and links lead to these routes, which check for themselves who is signed in: here, signed-out visitors would get JSON.
  // #endregion
  // #region organizations
  '/api/accept-invitation',
  '/api/refresh-claims',
  // #endregion
  // #region connectors
  '/api/account/*',
  // #endregion
];

export const proxy = async (request: NextRequest) => {
  // Next.js puts an inline script into each page, which a policy can allow only by a nonce.
  const nonce = crypto.randomUUID();
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);

  // Not in next.config.ts, which would bake in Logto's endpoint at build time.
  const secure = securityHeaders(environment, `'self' 'nonce-${nonce}'`);
  const baseUrl = findBaseUrl(request.headers, environment);
  // #region several-addresses
  if (!baseUrl) {
    const { status, headers, body } = misdirected(request.headers.get('accept'));
    return new Response(body, { status, headers: { ...secure, ...headers } });
  }
  // #endregion

  // Rejects posts from other sites, ends idle sessions, and shows a failure page only once.
  const checked = await checkRequest(request, { ...environment, baseUrl }, sessions);
  // Pass on each cookie once. Of two with the same name, this proxy reads the last, but routes on Node.js would read the first.
  headers.set('cookie', checked.sessionHasEnded ? '' : request.cookies.toString());
  const isPublic = isListed(request.nextUrl.pathname, publicPaths);
  const response =
    checked.response ??
    (isPublic ? undefined : await requireSignIn(request, baseUrl)) ??
    NextResponse.next({ request: { headers } });
  for (const cookie of checked.cookies) response.headers.append('set-cookie', cookie);
  for (const [name, value] of Object.entries(secure)) response.headers.set(name, value);
  response.headers.set('cache-control', 'private, no-store');
  return response;
};

// All paths except those of Next.js's own files, which browsers may cache. `next.config.ts` sets their headers.
export const config = { matcher: '/((?!_next/static/.+\\.).*)' };
