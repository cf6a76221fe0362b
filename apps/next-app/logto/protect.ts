import { reportFailure } from '@repo/server';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { type NextRequest, NextResponse } from 'next/server';
import { logtoProxyClient } from './client';
import { logtoConfig } from './config';

/** Redirects to sign-in, then back to the page. */
export const redirectToSignIn = async (): Promise<never> => {
  const page = (await headers()).get('x-page') ?? '/';
  redirect(`/sign-in?returnTo=${encodeURIComponent(page)}`);
};

// The access tokens that each page needs, by API resource. `undefined` is the token for userinfo.
const tokensOfPages = new Map<string, readonly (string | undefined)[]>([
  // #region optional
  ['/userinfo', [undefined]],
  ['/organizations', [undefined]],
  // #endregion
]);

type Visit = Awaited<ReturnType<typeof logtoProxyClient.createNodeClientFromEdgeRequest>>;

const withCookiesOf = (visit: Visit | undefined, response: NextResponse) => {
  const { cookies } = new NextResponse(null, { headers: visit?.headers });
  for (const cookie of cookies.getAll()) response.cookies.set(cookie);
  return response;
};

/**
 * Fetches the access tokens that a page needs before it renders, because a server component cannot store them.
 *
 * @param page The response that makes Next.js render the page. The page sees the cookies that are set here.
 * @returns That response, or a redirect to the failure page.
 */
export const beforePage = async (request: NextRequest, page: NextResponse): Promise<NextResponse> => {
  const { pathname, searchParams } = request.nextUrl;
  let visit: Visit | undefined;
  try {
    visit = await logtoProxyClient.createNodeClientFromEdgeRequest(request);
    const { nodeClient } = visit;
    const resources = tokensOfPages.get(pathname) ?? [];
    if (resources.length > 0 && (await nodeClient.isAuthenticated())) {
      // Logto rejected the cached access token.
      if (searchParams.has('renew')) await nodeClient.clearAccessToken();
      for (const resource of resources) await nodeClient.getAccessToken(resource);
    }
    return withCookiesOf(visit, page);
  } catch (error) {
    const kind = reportFailure(error, { at: pathname });
    if (kind === 'ended') await visit?.nodeClient.clearAllTokens();
    return withCookiesOf(visit, NextResponse.redirect(`${logtoConfig.baseUrl}/failed?kind=${kind}`, 303));
  }
};
