import { getLogtoContext, signIn } from '@logto/next/server-actions';
import { ownAddress } from '@repo/server';
import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { logtoConfig, redirectUri } from '../../logto/config';
import { showFailure } from '../../logto/failures';

/** Protected pages redirect here. */
export const GET = async (request: NextRequest) => {
  const postRedirectUri = ownAddress(request.nextUrl.searchParams.get('returnTo'), logtoConfig);
  try {
    const { isAuthenticated } = await getLogtoContext(logtoConfig);
    // Starting sign-in again would drop the tokens of a signed-in visitor.
    // `signIn` redirects by throwing, so what follows is for signed-in visitors.
    if (!isAuthenticated) await signIn(logtoConfig, { redirectUri, postRedirectUri });
  } catch (error) {
    await showFailure(error, 'sign-in');
  }

  redirect(postRedirectUri);
};
