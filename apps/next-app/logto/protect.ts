import { failurePage, reportFailure } from '@repo/server';
import { redirect } from 'next/navigation';
import { type NextRequest, NextResponse } from 'next/server';
import { logtoEdgeClient } from './client';
import { logtoConfig } from './config';
import { requestedAddress } from './failures';

/** Redirects to sign-in, which `app/sign-in/route.ts` starts, then back to the page. */
export const redirectToSignIn = async (): Promise<never> =>
  redirect(`/sign-in?returnTo=${encodeURIComponent(await requestedAddress())}`);

// The API resources that each page needs an access token for.
const resourcesOfPages = new Map<string, readonly (string | undefined)[]>([
  // `undefined` is Logto itself.
  // #region lesson
  ['/userinfo', [undefined]],
  // #endregion
  // #region optional
  ['/organizations', [undefined]],
  // #endregion
  // #region connectors
  ['/account', [undefined]],
  // #endregion
]);

type RequestClient = Awaited<ReturnType<typeof logtoEdgeClient.createNodeClientFromEdgeRequest>>;

const withCookiesOf = (client: RequestClient | undefined, response: NextResponse) => {
  const { cookies } = new NextResponse(null, { headers: client?.headers });
  for (const cookie of cookies.getAll()) response.cookies.set(cookie);
  return response;
};

/**
 * Fetches the access tokens that a page needs before it renders, because a server component cannot store them.
 *
 * @param response The response that makes Next.js render the page. The page sees the cookies that are set here.
 * @returns That response, or a redirect to the failure page.
 */
export const beforePage = async (request: NextRequest, response: NextResponse): Promise<NextResponse> => {
  const { pathname, search } = request.nextUrl;
  const resources = request.method === 'GET' ? resourcesOfPages.get(pathname) : undefined;
  if (!resources) return response;

  let client: RequestClient | undefined;
  try {
    client = await logtoEdgeClient.createNodeClientFromEdgeRequest(request);
    const { nodeClient } = client;
    if (await nodeClient.isAuthenticated()) {
      for (const resource of resources) await nodeClient.getAccessToken(resource);
    }
    return withCookiesOf(client, response);
  } catch (error) {
    const kind = reportFailure(error, { at: pathname });
    if (kind === 'ended') await client?.nodeClient.clearAllTokens();
    const page = `${logtoConfig.baseUrl}${failurePage(kind, `${pathname}${search}`)}`;
    return withCookiesOf(client, NextResponse.redirect(page, 303));
  }
};
