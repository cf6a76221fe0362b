import { getLogtoContext, signIn } from '@logto/next/server-actions';
import { awaitTurn, ownAddress } from '@repo/server';
import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { environment } from '../../environment';
import { requestConfig } from '../../logto/config';
import { showFailure } from '../../logto/failures';

/** Protected pages redirect here. */
export const GET = async (request: NextRequest) => {
  const { logtoConfig, redirectUri, extraParams, baseUrl } = await requestConfig();
  const postRedirectUri = ownAddress(request.nextUrl.searchParams.get('returnTo'), { baseUrl });
  const { isAuthenticated } = await getLogtoContext(logtoConfig).catch(showFailure);
  // Starting sign-in again would drop the tokens of a signed-in visitor.
  if (isAuthenticated) redirect(postRedirectUri);

  // Logto knows one sign-in per browser, so tabs start theirs one at a time.
  const page = awaitTurn({ url: request.url, cookie: request.headers.get('cookie') }, environment);
  if (page) return new Response(page.html, page);

  return signIn(logtoConfig, { redirectUri, postRedirectUri, extraParams }).catch(showFailure);
};
