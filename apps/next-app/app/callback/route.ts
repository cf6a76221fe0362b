import { handleSignIn } from '@logto/next/server-actions';
import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { configForRequest } from '../../logto/config';
import { showActionFailure } from '../../logto/failures';

export const GET = async (request: NextRequest) => {
  const { config } = await configForRequest();
  // The SDK redirects to the `postRedirectUri` that sign-in stored. Without one, go to the home page.
  await handleSignIn(config, request.nextUrl.searchParams).catch((error: unknown) =>
    showActionFailure(error, 'callback'),
  );
  redirect('/');
};
