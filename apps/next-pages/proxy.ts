import { isOwnOrigin, securityHeaders } from '@repo/server';
import { type NextRequest, NextResponse } from 'next/server';
import { environment } from './environment';

export const proxy = (request: NextRequest) => {
  // SameSite does not prevent this: the browser stores the cookies of the response even if it sent none.
  if (request.method !== 'GET' && !isOwnOrigin(request.headers.get('origin'), environment)) {
    return new NextResponse('Forbidden: this request comes from another site.', { status: 403 });
  }

  const nonce = crypto.randomUUID();
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  // Not in next.config.ts, which would bake in Logto's endpoint at build time.
  return NextResponse.next({
    request: { headers },
    headers: securityHeaders(environment, `'self' 'nonce-${nonce}'`),
  });
};

export const config = { matcher: '/((?!_next/static/).*)' };
