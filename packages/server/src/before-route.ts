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
 * @returns The `Set-Cookie` headers to add to the response, and the response if the route must not run. `isOver` if it must
 *   run without the session: then pass it no cookies.
 */
export const beforeRoute = async (
  request: NextRequest,
  environment: IdleEnvironment,
  sessions: Sessions,
): Promise<{ answer?: Response; cookies: string[]; isOver?: boolean }> => {
  const refusal = await refuseRequest(request, environment);
  if (refusal) return { answer: refusal, cookies: [] };

  const { pathname, searchParams } = new URL(request.url);
  if (request.method === 'GET' && pathname === '/failed') {
    if (asksForJson(request.headers.get('accept'))) {
      const missing = searchParams.get('missing')?.split(' ');
      const { body, ...init } = jsonFailure(failureKind(searchParams.get('kind')), missing);
      return { answer: Response.json(body, init), cookies: [] };
    }
    const { answer, cookie } = showFailureOnce(request, environment);
    return { ...(answer && { answer }), cookies: cookie ? [cookie] : [] };
  }

  const { cookies, ...idle } = await endIdleSession(request, sessions, environment);
  if (idle.answer || !searchParams.has('turn')) return { ...idle, cookies };
  return { ...idle, cookies: [...cookies, rememberPage(searchParams, environment)] };
};
