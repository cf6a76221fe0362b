import LogtoClient from '@logto/next/edge';
import { reportFailure } from '@repo/server';
import type { NextRequest } from 'next/server';
import { environment } from '../environment';
import { logtoConfig } from './config';

/** The SDK's client for API routes on the edge runtime. It shares the cookie of `logtoClient`, but cannot use Redis. */
export const logtoEdgeClient = new LogtoClient(logtoConfig);

/** Where Logto redirects the visitor after sign-in on the edge runtime. */
export const edgeRedirectUri = `${environment.baseUrl}/api/logto-edge/sign-in-callback`;

/** `authRoute` for the edge runtime. */
export const edgeAuthRoute =
  (method: 'GET' | 'POST', handler: (request: NextRequest) => Promise<Response>, during?: 'callback') =>
  async (request: NextRequest) => {
    if (request.method !== method) return new Response(null, { status: 405, headers: { allow: method } });

    try {
      const { body, status, headers } = await handler(request);
      headers.set('cache-control', 'private, no-store');
      // The SDK redirects with 307, which would make the browser repeat the POST to Logto.
      return new Response(body, { headers, status: status === 307 ? 303 : status });
    } catch (error) {
      const kind = reportFailure(error, { at: request.nextUrl.pathname, during });
      return Response.redirect(`${environment.baseUrl}/failed?kind=${kind}`, 303);
    }
  };
