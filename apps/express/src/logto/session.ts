import { promisify } from 'node:util';
import { createMemoryStore } from '@repo/session/memory-store';
import { createRedisStore } from '@repo/session/redis-store';
import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import { environment } from '../environment.ts';

const { sessionStore: url, cookieSecret: secret, cookieSecure: secure } = environment;

/** Undefined unless `SESSION_STORE` is the URL of a Redis server. */
export const redisStore = url ? createRedisStore({ url, secret }) : undefined;

// Cookies ignore ports, so apps on the same host need different cookie names.
const name = 'logto-express';
const fourteenDays = 14 * 24 * 60 * 60 * 1000;

const expressSession: RequestHandler = session({
  name,
  secret,
  cookie: { maxAge: fourteenDays, sameSite: 'lax', httpOnly: true, secure },
  store: redisStore ?? createMemoryStore(),
  resave: false,
  saveUninitialized: false,
});

// @logto/express types `request.session` as a plain record.
const sessionOf = (request: Request): session.Session => {
  if (request.session instanceof session.Session) return request.session;
  throw new Error('There is no session: sessionMiddleware must come before the routes');
};

/** Deletes the session from the store and its cookie from the browser. */
export const endSession = async (request: Request, response: Response): Promise<void> => {
  const current = sessionOf(request);
  await promisify(current.destroy.bind(current))();
  response.clearCookie(name);
};

/** Moves the tokens to a new session id, so that an id planted before sign-in is worthless afterwards. */
export const startNewSession = async (request: Request): Promise<void> => {
  const { idToken, refreshToken, accessToken } = request.session;
  await promisify(request.sessionStore.regenerate.bind(request.sessionStore))(request);
  Object.assign(request.session, { idToken, refreshToken, accessToken });
};

const isEmpty = ({ idToken, signInSession, returnTo }: Request['session']) =>
  !idToken && !signInSession && !returnTo;

/** Saves the session before a redirect, because the browser follows at once. Ends an empty one, as after sign-out. */
const saveBeforeRedirect: RequestHandler = (request, response, next) => {
  const redirect = response.redirect.bind(response);
  response.redirect = async (url: string | number) => {
    try {
      // After `endSession` there is no session.
      if (request.session && isEmpty(request.session)) await endSession(request, response);
      else if (request.session) await promisify(sessionOf(request).save.bind(request.session))();
      redirect(String(url));
    } catch (error) {
      next(error);
    }
  };
  next();
};

/** The session in which the SDK stores its tokens. The browser gets only its signed id. */
export const sessionMiddleware = [expressSession, saveBeforeRedirect];
