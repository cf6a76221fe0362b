import { promisify } from 'node:util';
import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import { beforeRedirect } from './before-redirect.ts';
import { environment } from './logto.ts';
import { store } from './session-store.ts';

// Cookies ignore ports: a name of its own keeps apps on one host apart.
const name = 'logto-sample-express';
const hour = 60 * 60 * 1000;

const keepSession: RequestHandler = session({
  name,
  secret: environment.cookieSecret,
  cookie: { maxAge: 14 * 24 * hour, sameSite: 'lax', httpOnly: true, secure: environment.cookieSecure },
  store,
  resave: false,
  saveUninitialized: false,
});

// @logto/express types `request.session` as a plain record; this gives back what express-session put there.
const sessionOf = (request: Request): session.Session => {
  if (request.session instanceof session.Session) return request.session;
  throw new Error('There is no session: put sessionMiddleware before the routes');
};

// A slow store would have the session after the browser has followed.
const saveSession = async (request: Request): Promise<void> => {
  // There is none after sign-out.
  if (!request.session) return;
  const current = sessionOf(request);
  await promisify(current.save.bind(current))();
};

/** The session that Logto's SDK keeps its tokens in, on the server; the browser has its signed id only. */
export const sessionMiddleware = [keepSession, beforeRedirect(saveSession)];

/** Keeps an attempt to sign in for an hour: most of them are never finished. */
export const shortenAttempt = (request: Request): void => {
  // Who is still signed in has begun none, and is only sent back.
  if (request.session.idToken) return;
  sessionOf(request).cookie.maxAge = hour;
};

/** Gives the session a new id at sign-in, so that an id planted before it is worth nothing after it. */
export const renewSession = async (request: Request): Promise<void> => {
  const { cookie: _ofTheOldId, ...data } = sessionOf(request);
  await promisify(request.sessionStore.regenerate.bind(request.sessionStore))(request);
  Object.assign(request.session, data);
};

/** Forgets the session in the store and in the browser. */
export const endSession = async (request: Request, response: Response): Promise<void> => {
  const current = sessionOf(request);
  await promisify(current.destroy.bind(current))();
  response.clearCookie(name);
};
