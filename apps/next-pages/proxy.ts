import { isOwnOrigin, securityHeaders } from '@repo/server';
import { type NextRequest, NextResponse } from 'next/server';
import { environment } from './environment';

export const proxy = (request: NextRequest) => {
  // SameSite does not protect here: cookies that the answer sets would be kept even when none were sent.
  if (request.method !== 'GET' && !isOwnOrigin(request.headers.get('origin'), environment)) {
    return new NextResponse('Forbidden: this request comes from another site.', { status: 403 });
  }

  const nonce = crypto.randomUUID();
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  // Not in next.config.ts, which would fix Logto's address at build time.
  return NextResponse.next({
    request: { headers },
    headers: securityHeaders(environment, `'self' 'nonce-${nonce}'`),
  });
};

export const config = { matcher: '/((?!_next/static/).*)' };
