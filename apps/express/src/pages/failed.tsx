import { type FailureKind, failureStatus } from '@repo/server';
import { Failure, failureTexts, PostButton } from '@repo/ui';
import type { Request, Response } from 'express';
import { sendPage } from '../components/shell.tsx';

/** Sends the failure page, with the status of the failure unless the response already has one. */
export const sendFailed = (
  response: Response,
  kind: FailureKind,
  session: Request['session'] | undefined,
) => {
  if (response.statusCode === 200) response.status(failureStatus[kind]);
  const isSignedIn = Boolean(session?.idToken);
  // If the session cannot be read, the visitor may be signed in.
  const canSignIn = !isSignedIn && kind !== 'store';

  sendPage(response, {
    current: '/failed',
    title: failureTexts[kind].heading,
    signedIn: isSignedIn,
    children: (
      <Failure kind={kind}>{canSignIn && <PostButton action="/logto/sign-in" label="Sign in" />}</Failure>
    ),
  });
};
