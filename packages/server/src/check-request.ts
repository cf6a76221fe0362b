import { endIdleSession, type IdleEnvironment, type NextRequest, type Sessions } from './end-idle-session.ts';
import { asksForJson, jsonFailure } from './failure-response.ts';
import { failureKind } from './failures.ts';
import { isOwnOrigin, ownAddress } from './guards.ts';
import { rememberPage } from './page-of-sign-in.ts';

/** Whether a path is in a list, where `/api/*` stands for every path below `/api/`. */
export const isListed = (pathname: string, list: readonly string[]): boolean =>
  list.some((entry) => (entry.endsWith('/*') ? pathname.startsWith(entry.slice(0, -1)) : pathname === entry));

// Far more than any form of the app needs.
const maximumBody = 65_536;

const refuse = (status: number, reason: string, headers = {}) => new Response(reason, { status, headers });

/** Throws unless the value can be the arguments of a server action, as React sends them: a JSON array. */
const readArguments = (value: unknown) => {
  if (!Array.isArray(JSON.parse(String(value)))) throw new TypeError('The arguments must be an array.');
};

/**
 * Refuses requests that no page of the app sends, before the framework reads the whole body or fails with status 500.
 *
 * @param request Its body is read if it is multipart form data (RFC 7578), or if a script calls a server action.
 * @param environment `baseUrl` is the app's own address.
 * @returns The response, or undefined if the app itself should respond.
 */
const refuseRequest = async (
  request: Request,
  environment: { baseUrl: string },
): Promise<Response | undefined> => {
  const { method, headers } = request;
  if (method === 'GET' || method === 'HEAD') return undefined;
  if (method !== 'POST') return refuse(405, 'Method not allowed', { allow: 'GET, HEAD, POST' });

  // SameSite does not stop a cross-site form: the browser sends no cookies, but stores those of the response.
  if (!isOwnOrigin(headers.get('origin'), environment)) {
    return refuse(403, 'Forbidden: this request comes from another site.');
  }
  if (Number(headers.get('content-length')) > maximumBody) {
    return refuse(413, `The body is larger than ${maximumBody} bytes.`);
  }

  const isForm = /^multipart\/form-data\b/i.test(headers.get('content-type') ?? '');
  const isAction = headers.has('next-action');
  try {
    const form = isForm ? await request.formData() : undefined;
    if (isAction) readArguments(form ? form.get('0') : await request.text());
    return undefined;
  } catch {
    return refuse(400, 'The body cannot be read.');
  }
};

/**
 * Makes a reload of the failure page repeat the request that failed, as if the page had no URL of its own.
 *
 * @param request The request for the failure page.
 * @returns A redirect to the URL that failed, on the app's own origin, if this browser has already seen this failure; otherwise
 *   the `Set-Cookie` header that records it.
 */
const showFailureOnce = (
  request: Request,
  environment: { baseUrl: string },
): { response?: Response; cookies: string[] } => {
  const { searchParams } = new URL(request.url);
  const at = /^\d+$/.exec(searchParams.get('at') ?? '')?.[0];
  if (!at) return { cookies: [] };

  const seen = request.headers.get('cookie')?.split('; ').includes(`logto_failed=${at}`);
  if (!seen) return { cookies: [`logto_failed=${at}; Path=/failed; HttpOnly; SameSite=Lax`] };

  const location = ownAddress(searchParams.get('from'), environment);
  return { response: new Response(null, { status: 303, headers: { location } }), cookies: [] };
};

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
  const refusal = await refuseRequest(request, environment);
  if (refusal) return { response: refusal, cookies: [] };

  const { pathname, searchParams } = new URL(request.url);
  if (request.method === 'GET' && pathname === '/failed') {
    if (asksForJson(request.headers.get('accept'))) {
      // #region permissions
      const missing = searchParams.get('missing')?.split(' ');
      // #endregion
      const { body, ...init } = jsonFailure(failureKind(searchParams.get('kind')), missing);
      return { response: Response.json(body, init), cookies: [] };
    }
    return showFailureOnce(request, environment);
  }

  const cookies: string[] = [];
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
