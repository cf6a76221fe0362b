import { type FailureKind, failureStatus } from '@repo/server';
import { Failure, failureTexts, PostButton } from '@repo/ui';
import type { Request, Response } from 'express';
import { pages } from '../components/pages.ts';
import { sendPage } from '../components/shell.tsx';
import { environment } from '../environment.ts';

// Back to what failed. A callback would only fail again, and not every form has a page at its address.
const pageAfterSignIn = ({ method, path, originalUrl }: Request, kind: FailureKind): string => {
  if (failureStatus[kind] !== 401) return '/';
  if (method === 'GET') return originalUrl;
  return path.startsWith('/organizations/') || pages.some((page) => page.path === path) ? path : '/';
};

/** @param missing The permissions that the visitor lacks. */
export const sendFailed = (
  request: Request,
  response: Response,
  kind: FailureKind,
  missing: readonly string[],
) => {
  const isSignedIn = Boolean(request.session?.idToken);
  // If the session cannot be read, the visitor may be signed in.
  const canSignIn = !isSignedIn && kind !== 'store';
  const returnTo = encodeURIComponent(pageAfterSignIn(request, kind));

  sendPage(response, {
    current: '/failed',
    title: failureTexts[kind].heading,
    signedIn: isSignedIn,
    children: (
      <Failure kind={kind} idleMinutes={environment.idleMinutes} missing={missing}>
        {canSignIn && <PostButton action={`/logto/sign-in?returnTo=${returnTo}`} label="Sign in" />}
      </Failure>
    ),
  });
};
