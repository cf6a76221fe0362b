import { createIdleLimit } from '@repo/session';
import { failurePage } from './failure-response.ts';
import { reportFailure } from './failures.ts';

export type IdleEnvironment = {
  baseUrl: string;
  appId: string;
  cookieSecret: string;
  cookieSecure: boolean;
  /** After how many minutes without a visit a session ends; undefined means no limit. */
  idleMinutes: number | undefined;
};

/** The session wrapper in the configuration of Logto's SDK. */
export type Sessions = {
  unwrap: (value: string, secret: string) => Promise<{ idToken?: string }>;
  wrap: (session: object, secret: string, value: string) => Promise<string>;
};

/** The parts of Next.js's `NextRequest` that are used here. */
export type NextRequest = Request & {
  cookies: { get: (name: string) => { value: string } | undefined; toString: () => string };
};

const deleted = 'Path=/; Max-Age=0; HttpOnly; SameSite=Lax';

const read = async (sessions: Sessions, value: string, secret: string) => {
  try {
    return await sessions.unwrap(value, secret);
  } catch {
    // The route reads the session, too, and says what failed.
    return {};
  }
};

/**
 * Ends a session of Logto's Next.js SDK that nobody has used for `idleMinutes`, before a route runs, and notes the visit
 * otherwise.
 *
 * @returns The `Set-Cookie` header to add to the response, and whether the session has ended. If so, also the response: a
 *   redirect to the failure page, or JSON with status 401 for a script. A server action gets none: it must run without the session.
 */
export const endIdleSession = async (
  request: NextRequest,
  sessions: Sessions,
  { baseUrl, appId, cookieSecret: secret, cookieSecure: secure, idleMinutes: minutes }: IdleEnvironment,
): Promise<{ response?: Response; cookies: string[]; sessionHasEnded?: boolean }> => {
  // The SDK names its cookie `logto_APPID`.
  const name = `logto_${appId}`;
  // Not from the header: another parser could find another cookie than the SDK does.
  const value = request.cookies.get(name)?.value;
  if (!minutes || !value) return { cookies: [] };

  const { idToken } = await read(sessions, value, secret);
  if (!idToken) return { cookies: [] };

  const limit = createIdleLimit({ minutes, name: `${name}_visit`, secret, secure });
  const visit = await limit.visit(idToken, request.cookies.toString());
  if (visit) return { cookies: [visit] };

  const { pathname, search } = new URL(request.url);
  // Without its cookie the session is over for this browser, even if the store fails now.
  await sessions.wrap({}, secret, value).catch((error: unknown) => reportFailure(error, { at: pathname }));
  const deletion = `${name}=; ${deleted}${secure ? '; Secure' : ''}`;
  // Next.js takes no redirect of a proxy as the answer to a server action that a script calls.
  if (request.method === 'POST' && request.headers.has('next-action'))
    return { cookies: [deletion], sessionHasEnded: true };

  const isForScript = !request.headers.get('accept')?.includes('text/html');
  const page = failurePage('idle', request.method === 'GET' ? `${pathname}${search}` : '/');
  const response = isForScript
    ? Response.json({ kind: 'idle' }, { status: 401 })
    : new Response(null, { status: 303, headers: { location: `${baseUrl}${page}` } });
  return { response, cookies: [deletion], sessionHasEnded: true };
};
