import { handleSignIn } from '@logto/next/server-actions';
import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { logtoConfig } from '../logto';
import { toFailed } from '../to-failed';

export const GET = async (request: NextRequest) => {
  try {
    // Finishes sign-in, unlike the method `handleSignIn` of the SDK's clients, which begins it. Redirects by itself to the
    // page that asked for sign-in, when there was one.
    await handleSignIn(logtoConfig, request.nextUrl.searchParams);
  } catch (error) {
    await toFailed(error, 'callback');
  }

  redirect('/');
};
