import { classifyFailure, failureStatus, jsonFailure, missingScopes, reportFailure } from '@repo/server';
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import { keepFormInput } from '../components/form-input.ts';
import { sendFailed } from '../pages/failed.tsx';
import { wantsJson } from './protect.ts';
import { attempts, endSession } from './session.ts';

/**
 * Where to retry a sign-in that another tab has replaced or finished, if that is possible. The sign-in route redirects to the
 * page if the visitor is already signed in, and otherwise starts sign-in once more (`retry=1` prevents a loop).
 */
const retryAddress = async (request: Request) => {
  const { signInSession, returnTo = '/', retry } = await attempts.read(request);
  const isSignedIn = Boolean(request.session.idToken);
  if (!isSignedIn && (!signInSession || retry)) return undefined;

  return `/logto/sign-in?retry=1&returnTo=${encodeURIComponent(returnTo)}`;
};

/**
 * Error middleware for everything that a handler throws (Express 5 also forwards rejected promises). Shows `pages/failed.tsx`,
 * which offers sign-in to visitors without a session. Mounted last in `app.ts`.
 */
export const showFailure: ErrorRequestHandler = async (error, request, response, next) => {
  if (response.headersSent) return next(error);

  const during = request.path === '/logto/sign-in-callback' ? 'callback' : undefined;
  const kind = reportFailure(error, { at: `${request.method} ${request.path}`, during });

  // Sign out locally, even if Logto is down.
  if (request.method === 'POST' && request.path === '/logto/sign-out' && kind !== 'store') {
    await endSession(request, response);
    return response.redirect('/');
  }
  if (kind === 'ended' || kind === 'idle') await endSession(request, response);
  const retry = during && kind === 'stale' && (await retryAddress(request));
  if (retry) return response.redirect(retry);

  // The body parser sets its own status for a body that is malformed or too large.
  response.status(kind === 'unexpected' && error.status < 500 ? error.status : failureStatus[kind]);
  // #region permissions
  const missing = missingScopes(error);
  // #endregion
  if (wantsJson(request)) {
    const { headers, body } = jsonFailure(kind, missing);
    return response.set(headers).json(body);
  }
  // #region lesson
  // Keep the input, so that the form is filled in again after sign-in.
  await keepFormInput(request, response);
  // #endregion
  sendFailed(request, response, kind, missing);
};

// #region organizations
/** Error middleware for after a handler: runs it again with a new access token if Logto has rejected the cached one. */
export const retryWithNewToken =
  <Parameters>(handler: RequestHandler<Parameters>): ErrorRequestHandler<Parameters> =>
  (error, request, response, next) => {
    if (classifyFailure(error) !== 'token-rejected') return next(error);

    request.session.accessToken = undefined;
    return handler(request, response, next);
  };
// #endregion
