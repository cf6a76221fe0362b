import { LogtoClientError } from '@logto/express';
import type { RequestHandler } from 'express';

/** Redirects signed-out visitors to sign-in, then back to the page. Use it after `withLogto`. */
export const requireSignIn: RequestHandler = (request, response, next) => {
  if (request.user.isAuthenticated) return next();
  // A redirect would lose the form data.
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return next(new LogtoClientError('not_authenticated'));

  return response.redirect(`/logto/sign-in?returnTo=${encodeURIComponent(request.originalUrl)}`);
};
