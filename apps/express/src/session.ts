import { promisify } from 'node:util';
import { describeSession, type SessionDescription } from '@repo/session';
import { createRedisStore } from '@repo/session/redis-store';
import type { Request, RequestHandler, Response } from 'express';
import session from 'express-session';
import createMemoryStore from 'memorystore';
import { environment } from './logto.ts';

// Cookies ignore ports: a name of its own keeps apps on one host apart.
const name = 'logto-sample-express';
const hour = 60 * 60 * 1000;

const ended = new Set<string>();

// express-session's own store never forgets an expired session. And a request that is still running saves its session
// when it ends: one that has been destroyed meanwhile stays so.
class SessionStore extends createMemoryStore(session) {
  override set(...parameters: Parameters<session.Store['set']>) {
    const [id, , done] = parameters;
    if (ended.has(id)) return done?.();
    super.set(...parameters);
  }

  override destroy(...parameters: Parameters<session.Store['destroy']>) {
    const [id] = parameters;
    ended.add(id);
    setTimeout(() => ended.delete(id), hour).unref();
    super.destroy(...parameters);
  }
}

const { sessionStore: url, cookieSecret: secret } = environment;
const redisStore = url ? createRedisStore({ url, secret }) : undefined;
const store = redisStore ?? new SessionStore({ checkPeriod: hour, max: 10_000 });

/** The session that Logto's SDK keeps its tokens in, on the server; the browser has its signed id only. */
export const sessionMiddleware: RequestHandler = session({
  name,
  secret,
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

/** Waits until the store has the session: a redirect must not overtake it. */
export const saveSession = async (request: Request): Promise<void> => {
  const current = sessionOf(request);
  await promisify(current.save.bind(current))();
};

/** Keeps an attempt to sign in for an hour: most sessions that nobody signs in to were begun by nobody. */
export const saveAttempt = async (request: Request): Promise<void> => {
  sessionOf(request).cookie.maxAge = hour;
  await saveSession(request);
};

/** Gives the session a new id at sign-in, so that an id planted before it is worth nothing after it. */
export const renewSession = async (request: Request): Promise<void> => {
  const { cookie: _ofTheOldId, ...data } = sessionOf(request);
  await promisify(request.sessionStore.regenerate.bind(request.sessionStore))(request);
  Object.assign(request.session, data);
  await saveSession(request);
};

/** Forgets the session in the store and in the browser. */
export const endSession = async (request: Request, response: Response): Promise<void> => {
  const current = sessionOf(request);
  await promisify(current.destroy.bind(current))();
  response.clearCookie(name);
};

/** Says what the session holds, for the page that shows it: never a token. */
export const describe = async (request: Request): Promise<SessionDescription> =>
  redisStore
    ? redisStore.describe(request.sessionID)
    : describeSession(request.session, {
        store: 'In the memory of the Express process; the browser has its signed id in a cookie',
        bytes: Buffer.byteLength(JSON.stringify(request.session)),
      });
