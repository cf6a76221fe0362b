import { showFailureOnce } from './failure-page.ts';
import { rememberPage } from './page-of-sign-in.ts';
import { refuseRequest } from './refuse-request.ts';

/**
 * What the `proxy.ts` of a Next.js app does before a route runs: `refuseRequest`, `showFailureOnce` for `/failed`, and
 * `rememberPage` for a request that has its turn to start sign-in.
 *
 * @returns The answer if the route must not run, and a `Set-Cookie` header to add to the answer.
 */
export const beforeRoute = async (
  request: Request,
  environment: { baseUrl: string; cookieSecure: boolean },
): Promise<{ answer?: Response; cookie?: string }> => {
  const refusal = await refuseRequest(request, environment);
  if (refusal) return { answer: refusal };

  const { pathname, searchParams } = new URL(request.url);
  if (request.method === 'GET' && pathname === '/failed') return showFailureOnce(request, environment);
  return searchParams.has('turn') ? { cookie: rememberPage(searchParams, environment) } : {};
};
