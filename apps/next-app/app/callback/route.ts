import { handleSignIn } from '@logto/next/server-actions';
import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { configForRequest } from '../../logto/config';
import { showFailure } from '../../logto/failures';

export const GET = async (request: NextRequest) => {
  const { config } = await configForRequest();
  // Redirects to the page that required sign-in, if there was one.
  await handleSignIn(config, request.nextUrl.searchParams).catch((error: unknown) =>
    showFailure(error, 'callback'),
  );
  // The sign-in was started by a button.
  redirect('/');
};
