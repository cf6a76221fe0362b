import { reportFailure } from '@repo/server';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { type NextRequest, NextResponse } from 'next/server';
import { logtoProxyClient } from './client';
import { logtoConfig } from './config';

/** Redirects a signed-out visitor to sign-in, and then back to the page. */
export const redirectToSignIn = async (): Promise<never> => {
  const page = (await headers()).get('x-page') ?? '/';
  redirect(`/sign-in?returnTo=${encodeURIComponent(page)}`);
};

const pagesWithUserInfo = ['/userinfo', '/organizations'];

type Visit = Awaited<ReturnType<typeof logtoProxyClient.createNodeClientFromEdgeRequest>>;

const withCookiesOf = (visit: Visit | undefined, response: NextResponse) => {
  const { cookies } = new NextResponse(null, { headers: visit?.headers });
  for (const cookie of cookies.getAll()) response.cookies.set(cookie);
  return response;
};

/**
 * Fetches the access token that a page needs before the page is rendered, because a server component cannot store it.
 *
 * @param page The response that lets Next.js render the page. The page sees the cookies that are set here.
 * @returns That response, or a redirect to the failure page.
 */
export const beforePage = async (request: NextRequest, page: NextResponse): Promise<NextResponse> => {
  const { pathname, searchParams } = request.nextUrl;
  let visit: Visit | undefined;
  try {
    visit = await logtoProxyClient.createNodeClientFromEdgeRequest(request);
    const { nodeClient } = visit;
    if (pagesWithUserInfo.includes(pathname) && (await nodeClient.isAuthenticated())) {
      // Logto has refused the cached token.
      if (searchParams.has('renew')) await nodeClient.clearAccessToken();
      await nodeClient.getAccessToken();
    }
    return withCookiesOf(visit, page);
  } catch (error) {
    const kind = reportFailure(error, { at: pathname });
    if (kind === 'ended') await visit?.nodeClient.clearAllTokens();
    return withCookiesOf(visit, NextResponse.redirect(`${logtoConfig.baseUrl}/failed?kind=${kind}`, 303));
  }
};
