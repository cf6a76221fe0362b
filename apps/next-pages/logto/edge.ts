import LogtoClient from '@logto/next/edge';
import { failurePage, reportFailure, requestedBaseUrl, uiLocales } from '@repo/server';
import type { NextRequest } from 'next/server';
import { environment } from '../environment';
import { logtoConfig, logtoConfigAt } from './config';

/** The SDK's client for API routes on the edge runtime. It shares the cookie of `logtoClient`, but cannot use Redis. */
export const logtoEdgeClient = new LogtoClient(logtoConfig);

/** The client of a request, for sign-in, its callback and sign-out, which lead back to the address that was requested. */
export const createEdgeClient = ({ headers }: Request) =>
  new LogtoClient(logtoConfigAt(requestedBaseUrl(headers, environment)));

/** What depends on the request in a sign-in on the edge runtime. */
export const edgeSignInOptions = ({ headers }: Request) => ({
  redirectUri: `${requestedBaseUrl(headers, environment)}/api/logto-edge/sign-in-callback`,
  extraParams: uiLocales(headers.get('accept-language')),
});

/** `apiRoute` for the edge runtime. */
export const edgeRoute =
  (method: 'GET' | 'POST', handler: (request: NextRequest) => Promise<Response>, during?: 'callback') =>
  async (request: NextRequest) => {
    if (request.method !== method) return new Response(null, { status: 405, headers: { allow: method } });
    if (environment.sessionStore) {
      const message = 'Sessions are in Redis (SESSION_STORE), which the edge runtime cannot reach';
      return Response.json({ message }, { status: 501 });
    }

    try {
      const { body, status, headers } = await handler(request);
      // The SDK redirects with 307, which would make the browser repeat the POST to Logto.
      return new Response(body, { headers, status: status === 307 ? 303 : status });
    } catch (error) {
      const kind = reportFailure(error, { at: request.nextUrl.pathname, during });
      return Response.redirect(
        `${requestedBaseUrl(request.headers, environment)}${failurePage(kind, '/')}`,
        303,
      );
    }
  };
