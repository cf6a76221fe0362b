import { securityHeaders } from '@repo/server';
import { failureKind, failures, pages } from '@repo/ui';
import { type NextRequest, NextResponse } from 'next/server';
import { environment } from './app/logto';
import { preparePage } from './app/prepare-page';

export const proxy = async (request: NextRequest) => {
  const { pathname, searchParams } = request.nextUrl;
  // The pages of the navigation: all but `/` need sign-in. A server action, which is posted, answers for itself.
  const isView = request.method === 'GET' && pages.some(({ path }) => path === pathname);
  const prepared = isView ? await preparePage(request) : undefined;

  const nonce = crypto.randomUUID();
  const secure = securityHeaders(environment, `'self' 'nonce-${nonce}' 'strict-dynamic'`);
  if (prepared instanceof Response) {
    for (const [name, value] of Object.entries(secure)) prepared.headers.set(name, value);
    return prepared;
  }

  const newCookies = prepared?.getSetCookie() ?? [];
  // The page is to see the token that was fetched for it.
  for (const cookie of newCookies) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    request.cookies.set(name, value);
  }

  const headers = new Headers(request.headers);
  // Next.js gives the nonce that it finds in this header to its own scripts.
  headers.set('content-security-policy', secure['content-security-policy'] ?? '');

  // A page cannot set its own status.
  const status = pathname === '/failed' ? failures[failureKind(searchParams.get('kind'))].status : 200;
  const response = NextResponse.next({ request: { headers }, headers: secure, status });
  for (const cookie of newCookies) response.headers.append('set-cookie', cookie);
  return response;
};

export const config = { matcher: '/((?!_next/static/).*)' };
