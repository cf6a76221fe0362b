import type { FailureKind } from '@repo/server';
import { Failure, failureTexts, PostButton } from '@repo/ui';
import type { Response } from 'express';
import { sendPage } from '../components/shell.tsx';
import { environment } from '../environment.ts';

/** @param options.missing The permissions that the visitor lacks. */
export const sendFailed = (
  response: Response,
  kind: FailureKind,
  { isSignedIn, missing }: { isSignedIn: boolean; missing: readonly string[] },
) => {
  // If the session cannot be read, the visitor may be signed in.
  const canSignIn = !isSignedIn && kind !== 'store';

  sendPage(response, {
    current: '/failed',
    title: failureTexts[kind].heading,
    signedIn: isSignedIn,
    children: (
      <Failure kind={kind} idleMinutes={environment.idleMinutes} missing={missing}>
        {canSignIn && <PostButton action="/logto/sign-in" label="Sign in" />}
      </Failure>
    ),
  });
};
