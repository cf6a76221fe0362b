import { getLogtoContext, signIn } from '@logto/next/server-actions';
import { ownAddress, waitingPage } from '@repo/server';
import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { environment } from '../../environment';
import { configForRequest } from '../../logto/config';
import { showFailure } from '../../logto/failures';

/** Protected pages redirect here. */
export const GET = async (request: NextRequest) => {
  const { config, redirectUri, extraParams, baseUrl } = await configForRequest();
  const postRedirectUri = ownAddress(request.nextUrl.searchParams.get('returnTo'), { baseUrl });
  const { isAuthenticated } = await getLogtoContext(config).catch(showFailure);
  // Starting sign-in again would drop the tokens of a signed-in visitor.
  if (isAuthenticated) redirect(postRedirectUri);

  // Logto knows one sign-in per browser, so tabs start theirs one at a time.
  const page = waitingPage({ url: request.url, cookie: request.headers.get('cookie') }, environment);
  if (page) return new Response(page.html, page);

  return signIn(config, { redirectUri, postRedirectUri, extraParams }).catch(showFailure);
};
