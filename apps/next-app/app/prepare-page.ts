import LogtoClient from '@logto/next/edge';
import { failureOf } from '@repo/server';
import type { NextRequest } from 'next/server';
import { logtoConfig, redirectUri } from './logto';

const logtoClient = new LogtoClient(logtoConfig);

type Visit = Awaited<ReturnType<typeof logtoClient.createNodeClientFromEdgeRequest>>;

const pagesWithUserInfo = ['/userinfo', '/organizations'];

const answerFailed = async ({ nextUrl: { pathname } }: NextRequest, error: unknown, visit?: Visit) => {
  const kind = failureOf(error);
  console.error(`${pathname}: ${kind}:`, error instanceof Error ? error.message : error);
  if (kind === 'ended') await visit?.nodeClient.clearAllTokens();
  const headers = visit?.headers ?? new Headers();
  headers.set('location', `${logtoConfig.baseUrl}/failed?kind=${kind}`);
  return new Response(null, { status: 303, headers });
};

const prepareProtectedPage = async (request: NextRequest, { nodeClient, headers }: Visit) => {
  const { pathname, search, searchParams } = request.nextUrl;

  if (!(await nodeClient.isAuthenticated())) {
    // No longer than an address that somebody typed.
    const postRedirectUri = `${logtoConfig.baseUrl}${pathname}${search}`.slice(0, 1000);
    const toSignIn = await logtoClient.handleSignIn({ redirectUri, postRedirectUri })(request);
    // Going back, a browser would follow a redirect that it kept, to an attempt that is over.
    toSignIn.headers.set('cache-control', 'private, no-store');
    return toSignIn;
  }
  if (!pagesWithUserInfo.includes(pathname)) return headers;

  // Logto refused the token that the page had.
  if (searchParams.has('renew')) await nodeClient.clearAccessToken();
  await nodeClient.getAccessToken();
  return headers;
};

/**
 * Does for a page what must be done before it is rendered, because server components cannot write cookies: sign-in to a
 * protected page begins here, and a token that the page needs is fetched here.
 *
 * @returns The answer, when the page is not to be rendered, else headers with the cookies to set.
 */
export const preparePage = async (request: NextRequest): Promise<Response | Headers> => {
  let visit: Visit | undefined;
  try {
    visit = await logtoClient.createNodeClientFromEdgeRequest(request);
    // The home page is prepared only to learn whether the session can be read.
    return request.nextUrl.pathname === '/' ? visit.headers : await prepareProtectedPage(request, visit);
  } catch (error) {
    return answerFailed(request, error, visit);
  }
};
