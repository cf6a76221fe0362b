import { failureStatus, reportFailure } from '@repo/server';
import type { ErrorRequestHandler } from 'express';
import { sendFailed } from '../pages/failed.tsx';
import { endSession } from './session.ts';

/** Error middleware that shows the failure page. */
export const showFailure: ErrorRequestHandler = async (error, request, response, next) => {
  if (response.headersSent) return next(error);

  const during = request.path === '/logto/sign-in-callback' ? 'callback' : undefined;
  const kind = reportFailure(error, { at: `${request.method} ${request.path}`, during });

  // Sign out locally even if Logto is down.
  if (request.method === 'POST' && request.path === '/logto/sign-out' && kind !== 'store') {
    await endSession(request, response);
    return response.redirect('/');
  }
  // Without tokens, the session may hold a sign-in that is under way in another tab.
  if (kind === 'ended' && request.session.idToken) await endSession(request, response);
  if (kind === 'refused' && request.method === 'GET' && !request.query.renew) {
    // Retry once with a new access token.
    request.session.accessToken = undefined;
    return response.redirect(`${request.path}?renew=1`);
  }

  // The body parser sets its own status for a body that is malformed or too large.
  response.status(kind === 'unexpected' && error.status < 500 ? error.status : failureStatus[kind]);
  sendFailed(response, kind, Boolean(request.session?.idToken));
};
