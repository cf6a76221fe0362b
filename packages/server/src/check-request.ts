import { endIdleSession, type IdleEnvironment, type NextRequest, type Sessions } from './end-idle-session.ts';
import { showFailureOnce } from './failure-page.ts';
import { failureKind } from './failures.ts';
import { asksForJson, jsonFailure } from './json-failure.ts';
import { rememberPage } from './page-of-sign-in.ts';
import { refuseRequest } from './refuse-request.ts';

/**
 * What the `proxy.ts` of a Next.js app does before a route runs.
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
  const cookies: string[] = [];
  const refusal = await refuseRequest(request, environment);
  if (refusal) return { response: refusal, cookies };

  const { pathname, searchParams } = new URL(request.url);
  if (request.method === 'GET' && pathname === '/failed') {
    if (asksForJson(request.headers.get('accept'))) {
      const missing = searchParams.get('missing')?.split(' ');
      const { body, ...init } = jsonFailure(failureKind(searchParams.get('kind')), missing);
      return { response: Response.json(body, init), cookies };
    }
    const { response, cookie } = showFailureOnce(request, environment);
    return { ...(response && { response }), cookies: cookie ? [cookie] : [] };
  }

  // #region redis
  const idle = await endIdleSession(request, sessions, environment);
  if (idle.sessionHasEnded) return idle;
  cookies.push(...idle.cookies);
  // #endregion
  // #region lesson
  if (searchParams.has('turn')) cookies.push(rememberPage(searchParams, environment));
  // #endregion
  return { cookies };
};
