import { source } from '@repo/config/source';
import { failureOf } from '@repo/server';
import { Failure, failures, PostButton } from '@repo/ui';
import type { ErrorRequestHandler } from 'express';
import { sendPage } from './page.tsx';
import { endSession } from './session.ts';

/** The last middleware: every failure is a page that says what happened and offers a way on. */
export const showFailed: ErrorRequestHandler = async (error, request, response, next) => {
  if (response.headersSent) return next(error);

  const kind = failureOf(error, request.path === '/logto/sign-in-callback' ? 'callback' : undefined);
  console.error(
    `${request.method} ${request.path}: ${kind}:`,
    error instanceof Error ? error.message : error,
  );

  // Whoever signs out is signed out here, also while Logto cannot be told: this redirect ends the session.
  if (request.path === '/logto/sign-out' && kind !== 'store') return response.redirect('/');
  if (kind === 'ended') await endSession(request, response);
  if (kind === 'refused' && request.method === 'GET' && !request.query.renew) {
    // Logto has forgotten the access tokens; the refresh token may still bring new ones.
    request.session.accessToken = undefined;
    return response.redirect(`${request.path}?renew=1`);
  }
  const signedIn = kind !== 'ended' && Boolean(request.session?.idToken);
  // Where the session cannot be read, nobody knows whether the visitor is signed in.
  const signedOut = !signedIn && kind !== 'store';

  // A body that is too large or malformed has a status of its own.
  sendPage(
    response.status(kind === 'unexpected' && error.status < 500 ? error.status : failures[kind].status),
    {
      title: failures[kind].heading,
      signedIn,
      source: source('src/failed.tsx'),
      children: (
        <Failure kind={kind}>{signedOut && <PostButton action="/logto/sign-in" label="Sign in" />}</Failure>
      ),
    },
  );
};
