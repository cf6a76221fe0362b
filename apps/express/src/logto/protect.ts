import { LogtoClientError } from '@logto/express';
import { ownAddress } from '@repo/server';
import type { RequestHandler } from 'express';
import { logtoConfig } from './config.ts';

/** Redirects signed-out visitors to sign-in, then back to the page. Use it after `withLogto`. */
export const requireSignIn: RequestHandler = (request, response, next) => {
  if (request.user.isAuthenticated) return next();
  // A redirect would lose the form data.
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return next(new LogtoClientError('not_authenticated'));

  request.session.returnTo = ownAddress(request.originalUrl, logtoConfig);
  return response.redirect('/logto/sign-in');
};
