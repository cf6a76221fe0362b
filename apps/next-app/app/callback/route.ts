import { handleSignIn } from '@logto/next/server-actions';
import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { requestConfig } from '../../logto/config';
import { showFailure } from '../../logto/failures';

export const GET = async (request: NextRequest) => {
  const { logtoConfig } = await requestConfig();
  // Redirects to the page that required sign-in, if there was one.
  await handleSignIn(logtoConfig, request.nextUrl.searchParams).catch((error: unknown) =>
    showFailure(error, 'callback'),
  );
  // The sign-in was started by a button.
  redirect('/');
};
