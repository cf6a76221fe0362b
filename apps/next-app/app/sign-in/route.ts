import { getLogtoContext, signIn } from '@logto/next/server-actions';
import { ownAddress, waitingPage } from '@repo/server';
import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { environment } from '../../environment';
import { configForRequest } from '../../logto/config';
import { showActionFailure } from '../../logto/failures';

/** `proxy.ts` and protected pages redirect signed-out visitors here. */
export const GET = async (request: NextRequest) => {
  const { config, redirectUri, extraParams, baseUrl } = await configForRequest();
  const postRedirectUri = ownAddress(request.nextUrl.searchParams.get('returnTo'), { baseUrl });
  const { isAuthenticated } = await getLogtoContext(config).catch(showActionFailure);
  // Starting sign-in again would drop the tokens of a signed-in visitor.
  if (isAuthenticated) redirect(postRedirectUri);

  // #region lesson
  // Logto keeps only one pending sign-in per browser, so tabs restored together would break each other's sign-in. Each tab first
  // gets a page that reloads this route with `?turn=…`: at once if the tab is alone, or else after the turns of the others.
  const page = waitingPage({ url: request.url, cookie: request.headers.get('cookie') }, environment);
  if (page) return new Response(page.html, page);
  // #endregion

  return signIn(config, { redirectUri, postRedirectUri, extraParams }).catch(showActionFailure);
};
