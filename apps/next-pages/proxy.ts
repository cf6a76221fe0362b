import { isOwnOrigin, securityHeaders } from '@repo/server';
import { type NextRequest, NextResponse } from 'next/server';
import { environment } from './environment';

export const proxy = (request: NextRequest) => {
  // SameSite does not stop a cross-site form: the browser sends no cookies, but stores those of the response.
  if (request.method !== 'GET' && !isOwnOrigin(request.headers.get('origin'), environment)) {
    return new NextResponse('Forbidden: this request comes from another site.', { status: 403 });
  }

  // Next.js puts an inline script into each page, which a policy can allow only by a nonce.
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
