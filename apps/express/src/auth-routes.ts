import { handleAuthRoutes, LogtoClientError, withLogto } from '@logto/express';
import { type Request, type RequestHandler, Router } from 'express';
import { beforeRedirect } from './before-redirect.ts';
import { logtoConfig } from './logto.ts';
import { endSession, renewSession, shortenAttempt } from './session.ts';

/** Sign-in, sign-up and sign-out begin with a form, so that no link and no prefetch begins them. */
const formsOnly: RequestHandler = (request, response, next) => {
  if (request.method !== 'POST') return response.status(405).set('Allow', 'POST').send('Use the button.');

  // The buttons lead home, also when a page asked for sign-in before.
  request.session.returnTo = undefined;
  return next();
};

/** Pages send visitors here by GET. Whoever is signed in stays so: beginning sign-in would drop their tokens. */
const signInByFormOrPage: RequestHandler = (request, response, next) => {
  if (request.method !== 'GET') return formsOnly(request, response, next);
  return request.user.isAuthenticated ? response.redirect('/') : next();
};

const backToThePage = async (request: Request) => {
  const { returnTo = '/' } = request.session;
  request.session.returnTo = undefined;
  await renewSession(request);
  return returnTo;
};

// The SDK decodes the address and middleware does not: `/logto/sign%2Dout` would pass the guards below.
const plainPathsOnly: RequestHandler = (request, _response, next) =>
  next(request.path.includes('%') ? 'router' : undefined);

export const authRoutes = Router();
authRoutes.use(plainPathsOnly);
// The SDK answers each of these with a redirect: to Logto, or home.
authRoutes.use(['/logto/sign-in', '/logto/sign-up'], beforeRedirect(shortenAttempt));
authRoutes.use('/logto/sign-in-callback', beforeRedirect(backToThePage));
authRoutes.use('/logto/sign-out', beforeRedirect(endSession));

authRoutes.use('/logto/sign-in', withLogto(logtoConfig), signInByFormOrPage);
authRoutes.use(['/logto/sign-up', '/logto/sign-out'], formsOnly);
authRoutes.use(handleAuthRoutes(logtoConfig));

/** Sends a visitor to sign in and remembers the page, unless they are signed in. Comes after `withLogto`. */
export const requireSignIn: RequestHandler = (request, response, next) => {
  if (request.user.isAuthenticated) return next();
  // What was posted would be lost on the way.
  if (request.method !== 'GET') return next(new LogtoClientError('not_authenticated'));

  const { pathname, search } = new URL(request.originalUrl, logtoConfig.baseUrl);
  // One slash, so that it is no other site's address; and no longer than an address that somebody typed.
  request.session.returnTo = `${pathname}${search}`.replace(/^[/\\]+/, '/').slice(0, 1000);
  return response.redirect('/logto/sign-in');
};
