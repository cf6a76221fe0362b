import { LogtoClientError } from '@logto/express';
import { asksForJson, refuseFormOfOtherUser } from '@repo/server';
import type { Request, RequestHandler } from 'express';

/** Whether to answer with JSON instead of a page. */
export const wantsJson = ({ path, headers }: Request): boolean =>
  path.startsWith('/api/') || asksForJson(headers.accept);

/** Refuses a form that was shown before somebody else signed in. Use it after `requireSignIn`. */
export const requireSameUser: RequestHandler = ({ user: { claims }, body }, _response, next) => {
  if (claims) refuseFormOfOtherUser(body?.user, claims);
  next();
};

/**
 * Redirects signed-out visitors to sign-in, then back to the page. Use it after `withLogto`. Sends no request to Logto: if
 * Logto has ended the session and no logout token has reached the app, the next token request fails as `ended`.
 */
export const requireSignIn: RequestHandler = (request, response, next) => {
  if (request.user.isAuthenticated) return next();

  const isRead = request.method === 'GET' || request.method === 'HEAD';
  // A redirect would lose the form data, and is not JSON.
  if (!isRead || wantsJson(request)) return next(new LogtoClientError('not_authenticated'));

  return response.redirect(`/logto/sign-in?returnTo=${encodeURIComponent(request.originalUrl)}`);
};
