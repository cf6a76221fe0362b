import {
  checkRequest,
  failureKind,
  failureStatus,
  findBaseUrl,
  isListed,
  misdirected,
  securityHeaders,
  uiLocales,
} from '@repo/server';
import { type NextRequest, NextResponse } from 'next/server';
import { environment } from './environment';
import { beforePage } from './logto/protect';
import { sessions } from './logto/session';

/** Everybody may see these. Any other address requires sign-in, so a page that you add is protected. */
const publicPaths = [
  '/',
  '/sign-in',
  '/callback',
  '/failed',
  '/_next/*',
  // #region redis
  '/backchannel-logout',
  // #endregion
];

/** The visitor's language: their own choice, or else the browser's. A package for translations would take part here. */
const localeOf = ({ cookies, headers }: NextRequest) =>
  cookies.get('locale')?.value ?? headers.get('accept-language') ?? '';

export const proxy = async (request: NextRequest) => {
  const { pathname, search, searchParams } = request.nextUrl;
  const secure = securityHeaders(environment, `'self' 'nonce-${crypto.randomUUID()}' 'strict-dynamic'`);

  const baseUrl = findBaseUrl(request.headers, environment);
  // #region several-addresses
  if (!baseUrl) {
    const { status, headers, body } = misdirected(request.headers.get('accept'));
    return new Response(body, { status, headers: { ...secure, ...headers } });
  }
  // #endregion

  // Rejects posts from other sites, ends idle sessions, and shows a failure page only once.
  const checked = await checkRequest(request, { ...environment, baseUrl }, sessions);
  const headers = new Headers(request.headers);
  // #region redis
  // Tells a server action why it finds no session.
  headers.set('x-idle', checked.sessionHasEnded ? '1' : '');
  // #endregion
  // Each cookie once, so that routes read the session that was checked here.
  headers.set('cookie', checked.sessionHasEnded ? '' : request.cookies.toString());
  // Next.js copies the nonce from this header to its scripts.
  headers.set('content-security-policy', secure['content-security-policy'] ?? '');
  // For the pages and for sign-in. Like protection, it only adds to the request, so they live together in one proxy.
  headers.set('x-locale', uiLocales(localeOf(request)).ui_locales ?? '');
  headers.set('x-page', `${pathname}${search}`);
  // Next.js compares it with the origin of a server action. Behind a proxy, `Host` may differ.
  headers.set('x-forwarded-host', new URL(baseUrl).host);
  // A page cannot set its own status.
  const status = pathname === '/failed' ? failureStatus[failureKind(searchParams.get('kind'))] : 200;
  const page = NextResponse.next({ request: { headers }, status });

  const isPublic = isListed(pathname, publicPaths);
  const response = checked.response ?? (isPublic ? page : await beforePage(request, page, baseUrl));
  for (const cookie of checked.cookies) response.headers.append('set-cookie', cookie);
  for (const [name, value] of Object.entries(secure)) response.headers.set(name, value);
  // Even on redirects: otherwise the Back button could replay one into a sign-in that is already over.
  response.headers.set('cache-control', 'private, no-store');
  return response;
};

// All paths except those of Next.js's own files, which browsers may cache.
export const config = { matcher: '/((?!_next/static/.+\\.).*)' };
