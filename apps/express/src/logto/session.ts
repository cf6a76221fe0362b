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

// express-session's methods take a callback, and @logto/express types `request.session` as a plain record.
const run = async (request: Request, method: 'save' | 'destroy' | 'regenerate'): Promise<void> => {
  const current = request.session;
  if (!(current instanceof session.Session)) {
    throw new Error('There is no session: sessionMiddleware is missing, or the session has already ended');
  }
  await promisify(current[method].bind(current))();
};

/** Deletes the session from the store and its cookie from the browser. */
export const endSession = async (request: Request, response: Response): Promise<void> => {
  await run(request, 'destroy');
  response.clearCookie(name);
};

/** Moves the session's data to a new id, so that an id planted before sign-in is worthless afterwards. */
export const startNewSession = async (request: Request): Promise<void> => {
  const { cookie: _, ...data } = request.session;
  await run(request, 'regenerate');
  Object.assign(request.session, data);
};

const isEmpty = ({ cookie: _, ...data }: Request['session']) =>
  Object.values(data).every((value) => value === undefined);

/**
 * Saves the session before each redirect, because the browser's next request may arrive before express-session saves it at
 * the end of the response. Ends a session that holds nothing any more, as after sign-out.
 */
const saveBeforeRedirect: RequestHandler = (request, response, next) => {
  const redirect = response.redirect.bind(response);
  response.redirect = async (
    ...parameters: [url: string] | [status: number | string, url?: string | number]
  ) => {
    try {
      // After `endSession` there is no session.
      if (request.session && isEmpty(request.session)) await endSession(request, response);
      else if (request.session) await run(request, 'save');
      // 303, so that no browser repeats a POST.
      redirect(303, String(parameters.at(-1)));
    } catch (error) {
      next(error);
    }
  };
  next();
};

/** The session in which the SDK stores its tokens. The browser gets only its signed id. */
export const sessionMiddleware = [expressSession, saveBeforeRedirect];
