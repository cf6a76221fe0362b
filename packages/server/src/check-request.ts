import { endIdleSession, type IdleEnvironment, type NextRequest, type Sessions } from './end-idle-session.ts';
import { showFailureOnce } from './failure-page.ts';
import { failureKind } from './failures.ts';
import { asksForJson, jsonFailure } from './json-failure.ts';
import { rememberPage } from './page-of-sign-in.ts';
import { refuseRequest } from './refuse-request.ts';

/**
 * What the `proxy.ts` of a Next.js app does before a route runs: `refuseRequest`, `jsonFailure` or `showFailureOnce` for
 * `/failed`, `endIdleSession`, and `rememberPage` for a request that has its turn to start sign-in.
 *
 * @param sessions The session wrapper in the configuration of Logto's SDK.
 * @returns The `Set-Cookie` headers to add to the response, and the response if the route must not run. `sessionHasEnded` if the
 *   session has ended: if the route runs, pass it no cookies.
 */
export const checkRequest = async (
  request: NextRequest,
  environment: IdleEnvironment,
  sessions: Sessions,
): Promise<{ response?: Response; cookies: string[]; sessionHasEnded?: boolean }> => {
  const refusal = await refuseRequest(request, environment);
  if (refusal) return { response: refusal, cookies: [] };

  const { pathname, searchParams } = new URL(request.url);
  if (request.method === 'GET' && pathname === '/failed') {
    if (asksForJson(request.headers.get('accept'))) {
      const missing = searchParams.get('missing')?.split(' ');
      const { body, ...init } = jsonFailure(failureKind(searchParams.get('kind')), missing);
      return { response: Response.json(body, init), cookies: [] };
    }
    const { response, cookie } = showFailureOnce(request, environment);
    return { ...(response && { response }), cookies: cookie ? [cookie] : [] };
  }

  const { cookies, ...idle } = await endIdleSession(request, sessions, environment);
  if (idle.response || !searchParams.has('turn')) return { ...idle, cookies };
  return { ...idle, cookies: [...cookies, rememberPage(searchParams, environment)] };
};
