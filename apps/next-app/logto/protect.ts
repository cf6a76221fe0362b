import { reportFailure } from '@repo/server';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { type NextRequest, NextResponse } from 'next/server';
import { logtoEdgeClient } from './client';
import { logtoConfig } from './config';

/** Redirects to sign-in, which `app/sign-in/route.ts` starts, then back to the page. `proxy.ts` sets the header. */
export const redirectToSignIn = async (): Promise<never> => {
  const page = (await headers()).get('x-page') ?? '/';
  redirect(`/sign-in?returnTo=${encodeURIComponent(page)}`);
};

// The API resources that each page needs an access token for. `undefined` is userinfo.
const resourcesOfPages = new Map<string, readonly (string | undefined)[]>([
  // #region optional
  ['/userinfo', [undefined]],
  ['/organizations', [undefined]],
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
  const { pathname, searchParams } = request.nextUrl;
  let client: RequestClient | undefined;
  try {
    client = await logtoEdgeClient.createNodeClientFromEdgeRequest(request);
    const { nodeClient } = client;
    const resources = resourcesOfPages.get(pathname) ?? [];
    if (resources.length > 0 && (await nodeClient.isAuthenticated())) {
      // `showPageFailure` adds this after Logto rejected the cached access token.
      if (searchParams.has('renew')) await nodeClient.clearAccessToken();
      for (const resource of resources) await nodeClient.getAccessToken(resource);
    }
    return withCookiesOf(client, response);
  } catch (error) {
    const kind = reportFailure(error, { at: pathname });
    if (kind === 'ended') await client?.nodeClient.clearAllTokens();
    return withCookiesOf(client, NextResponse.redirect(`${logtoConfig.baseUrl}/failed?kind=${kind}`, 303));
  }
};
