import { failureKind, failureStatus, securityHeaders } from '@repo/server';
import { type NextRequest, NextResponse } from 'next/server';
import { environment } from './environment';
import { beforePage } from './logto/protect';

export const proxy = async (request: NextRequest) => {
  const { pathname, search, searchParams } = request.nextUrl;
  const secure = securityHeaders(environment, `'self' 'nonce-${crypto.randomUUID()}' 'strict-dynamic'`);

  const headers = new Headers(request.headers);
  // Next.js copies the nonce from this header to its scripts.
  headers.set('content-security-policy', secure['content-security-policy'] ?? '');
  headers.set('x-page', `${pathname}${search}`);
  // A page cannot set its own status.
  const status = pathname === '/failed' ? failureStatus[failureKind(searchParams.get('kind'))] : 200;
  const page = NextResponse.next({ request: { headers }, status });

  const isPageRequest = request.method === 'GET' && pathname !== '/failed';
  const response = isPageRequest ? await beforePage(request, page) : page;
  for (const [name, value] of Object.entries(secure)) response.headers.set(name, value);
  // Redirects as well: otherwise the Back button could replay one into a sign-in that is already over.
  response.headers.set('cache-control', 'private, no-store');
  return response;
};

export const config = { matcher: '/((?!_next/static/).*)' };
