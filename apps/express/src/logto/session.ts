import { createIdleLimit, dataAfterSignIn, IdleSessionError, type Logout } from '@repo/session';
import { createAttemptCookie } from '@repo/session/attempt-cookie';
import { createMemoryStore } from '@repo/session/memory-store';
import { createRedisStore } from '@repo/session/redis-store';
import {
  destroySession,
  isEmptySession,
  regenerateSession,
  saveSession,
} from '@repo/session/session-methods';
import { parseCookie } from 'cookie';
import type { CookieOptions, Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import { environment } from '../environment.ts';

const { sessionStore: url, cookieSecret: secret, cookieSecure: secure } = environment;

// #region redis
/** Undefined unless `SESSION_STORE` is the URL of a Redis server. */
export const redisStore = url ? createRedisStore({ url, secret }) : undefined;
// #endregion

// Cookies ignore ports, so apps on the same host need different names. No other host can set a cookie named `__Host-…`.
const name = `${secure ? '__Host-' : ''}logto-express`;
const cookie: CookieOptions = { sameSite: 'lax', httpOnly: true, secure };
const fourteenDays = 14 * 24 * 60 * 60 * 1000;

// #region lesson
/** The session's signed id, as the browser sends it. */
export const sessionCookieOf = ({ headers }: Request) => parseCookie(headers.cookie ?? '')[name] ?? '';
// #endregion

/** A sign-in that has started, in a cookie: the store holds signed-in visitors only. */
export const attempts = createAttemptCookie({ name: `${name}-attempt`, secret, ...cookie });

const store = redisStore ?? createMemoryStore();

// #region redis
/** Ends the sessions that a logout token names. */
export const endSessions = (logout: Logout) => store.endSessions(logout);
// #endregion

const expressSession: RequestHandler = session({
  name,
  secret,
  cookie: { ...cookie, maxAge: fourteenDays },
  store,
  resave: false,
  saveUninitialized: false,
});

/** Deletes the session from the store and its cookie from the browser. */
export const endSession = async (request: Request, response: Response): Promise<void> => {
  await destroySession(request);
  response.clearCookie(name, cookie);
};

/**
 * Moves the session's data to a new id, so that an id planted before sign-in is worthless afterwards. A visitor who signs in
 * over somebody else's session gets none of their data and access tokens.
 *
 * @param idToken The session's ID token before sign-in.
 */
export const startNewSession = async (request: Request, idToken: string | undefined): Promise<void> => {
  const { cookie: _, ...data } = request.session;
  await regenerateSession(request);
  Object.assign(request.session, dataAfterSignIn(data, idToken));
};

// Moves what the SDK has stored for the callback to a cookie, with the page to return to, which the handler or the query of the
// sign-in route names.
const keepAttempt = async ({ session, query }: Request, response: Response): Promise<void> => {
  const { signInSession = '' } = session;
  const returnTo = String(response.locals.returnTo ?? query.returnTo ?? '/').slice(0, 1000);
  await attempts.keep(response, { signInSession, returnTo, retry: query.retry ? '1' : '' });
  session.signInSession = undefined;
};

/**
 * Replaces `response.redirect`. Before each redirect, it moves a sign-in attempt to its cookie and saves the session, because the
 * browser's next request may arrive before express-session saves the session at the end of the response. It destroys a session
 * that has become empty, as after sign-out.
 */
const saveAttemptAndSession: RequestHandler = (request, response, next) => {
  const isNew = isEmptySession(request.session);
  const redirect = response.redirect.bind(response);
  response.redirect = async (
    ...parameters: [url: string] | [status: number | string, url?: string | number]
  ) => {
    try {
      // After `endSession` there is no session.
      if (request.session?.signInSession) await keepAttempt(request, response);
      if (request.session && !isEmptySession(request.session)) await saveSession(request);
      else if (request.session && !isNew) await endSession(request, response);
      // 303, so that no browser repeats a POST.
      redirect(303, String(parameters.at(-1)));
    } catch (error) {
      next(error);
    }
  };
  next();
};

// #region redis
const idleLimit = environment.idleMinutes
  ? createIdleLimit({ minutes: environment.idleMinutes, name: `${name}-visit`, secret, secure })
  : undefined;

// Refuses a session that has been idle for SESSION_IDLE_MINUTES. `showFailure` ends it.
const refuseIdleSession: RequestHandler = async (request, response, next) => {
  const { idToken } = request.session;
  if (!idleLimit || !idToken) return next();

  const visit = await idleLimit.visit(idToken, request.headers.cookie);
  if (!visit) return next(new IdleSessionError());

  response.append('Set-Cookie', visit);
  return next();
};
// #endregion

/** The session in which the SDK stores its tokens. The browser gets only its signed id. */
export const sessionMiddleware = [expressSession, saveAttemptAndSession, refuseIdleSession];
