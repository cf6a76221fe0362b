import { isOwnOrigin, securityHeaders } from '@repo/server';
import { type NextRequest, NextResponse } from 'next/server';
import { environment } from './logto';

export const proxy = (request: NextRequest) => {
  // A form on another site: SameSite cookies do not help, since the answer's cookies would count all the same.
  if (request.method !== 'GET' && !isOwnOrigin(request.headers.get('origin'), environment)) {
    return new NextResponse('Another site sent this.', { status: 403 });
  }

  const nonce = crypto.randomUUID();
  const headers = new Headers(request.headers);
  headers.set('x-nonce', nonce);
  // Here and not in next.config.ts, which would write the address of Logto into the build.
  const secure = securityHeaders(environment, `'self' 'nonce-${nonce}'`);
  return NextResponse.next({ request: { headers }, headers: secure });
};

export const config = { matcher: '/((?!_next/static/).*)' };
