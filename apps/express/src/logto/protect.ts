import { LogtoClientError } from '@logto/express';
import { ownAddress } from '@repo/server';
import type { RequestHandler } from 'express';
import { logtoConfig } from './config.ts';

/** Redirects a signed-out visitor to sign-in, and then back to the page. Comes after `withLogto`. */
export const requireSignIn: RequestHandler = (request, response, next) => {
  if (request.user.isAuthenticated) return next();
  // A redirect would lose what was posted.
  if (request.method !== 'GET') return next(new LogtoClientError('not_authenticated'));

  request.session.returnTo = ownAddress(request.originalUrl, logtoConfig);
  return response.redirect('/logto/sign-in');
};
