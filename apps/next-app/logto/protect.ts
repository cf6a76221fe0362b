import { type IdTokenClaims, LogtoClientError } from '@logto/next';
import { getLogtoContext } from '@logto/next/server-actions';
import { resources } from '@repo/config/apis';
import {
  failureResponse,
  isListed,
  refuseFormOfOtherUser,
  rememberOrganization,
  reportFailure,
  signedOutResponse,
} from '@repo/server';
import { redirect } from 'next/navigation';
import { type NextRequest, NextResponse } from 'next/server';
import { environment } from '../environment';
import { logtoEdgeClient, type RequestClient } from './client';
import { logtoConfig } from './config';
import { requestedAddress } from './failures';
import { organizationIn } from './organization';

/**
 * A second guard, for pages that read the claims: redirects to `app/sign-in/route.ts`, then back to the page. Normally,
 * `beforePage` has already redirected signed-out visitors.
 */
export const redirectToSignIn = async (): Promise<never> =>
  redirect(`/sign-in?returnTo=${encodeURIComponent(await requestedAddress())}`);

/**
 * The claims of the visitor, for a server action.
 *
 * @throws `not_authenticated` if nobody is signed in.
 */
export const requireClaims = async (): Promise<IdTokenClaims> => {
  const { claims } = await getLogtoContext(logtoConfig);
  if (!claims) throw new LogtoClientError('not_authenticated');
  return claims;
};

/**
 * The claims of the visitor, for the action of a form that may have been shown before somebody else signed in.
 *
 * @throws `not_authenticated`, or an error of the kind `replaced` if the form was shown to somebody else.
 */
export const requireUser = async (fields: FormData): Promise<IdTokenClaims> => {
  const claims = await requireClaims();
  refuseFormOfOtherUser(fields.get('user'), claims);
  return claims;
};

// Adds the cookies that store what the client has changed in the session.
const withCookiesOf = (client: RequestClient | undefined, response: NextResponse) => {
  const { cookies } = new NextResponse(null, { headers: client?.headers });
  for (const cookie of cookies.getAll()) response.cookies.set(cookie);
  return response;
};

// The pages that need an access token to render, each with the API resource that the token is for. Add yours: otherwise each view
// fetches a token that cannot be stored, and if Logto rotates the refresh token, the session is lost.
const resourcesOfPages: [path: string, resource: string | undefined][] = [
  // `undefined` stands for Logto itself.
  // #region lesson
  ['/userinfo', undefined],
  // #endregion
  // #region organizations
  ['/organizations', undefined],
  ['/invitations/*', resources.shopping],
  // #endregion
  // #region permissions
  ['/admin', resources.shopping],
  // #endregion
  // #region connectors
  ['/account', undefined],
  // #endregion
];

/** Fetches the tokens that a page needs to render, because a server component cannot store tokens in the session. */
const fetchPageTokens = async ({ nodeClient }: RequestClient, pathname: string) => {
  for (const [path, resource] of resourcesOfPages) {
    if (isListed(pathname, [path])) await nodeClient.getAccessToken(resource);
  }
  // #region organizations
  const id = organizationIn(pathname);
  if (!id) return;
  await nodeClient.getAccessToken();
  await nodeClient.getOrganizationToken(id);
  await nodeClient.getAccessToken(resources.shopping, id);
  // #endregion
};

/**
 * `proxy.ts` calls this for every path that is not public. Fetches the tokens that the page needs, and sends no other request to
 * Logto: if Logto has ended the session and no logout token has reached the app, the next token request fails as `ended`.
 *
 * @param response The response that makes Next.js render the page. The page sees the cookies that are set here.
 * @param baseUrl The app's address that was requested.
 * @returns If signed out, a redirect to sign-in that leads back to this page (for a post, which would lose its data, to the
 *   failure page; for scripts, 401 as JSON); if the session cannot be read, or Logto issues no token, a redirect to the failure
 *   page, `app/failed/page.tsx` (JSON for scripts); otherwise `response`.
 */
export const beforePage = async (
  request: NextRequest,
  response: NextResponse,
  baseUrl: string,
): Promise<Response> => {
  const { method, headers, nextUrl } = request;
  const { pathname } = nextUrl;
  // Server actions guard themselves, and tell the visitor what happened. Routes for scripts are below `/api`.
  const isAction = method === 'POST' && headers.has('next-action') && !pathname.startsWith('/api/');
  if (isAction) return response;

  let client: RequestClient | undefined;
  try {
    client = await logtoEdgeClient.createNodeClientFromEdgeRequest(request);
    const { nodeClient } = client;
    if (!(await nodeClient.isAuthenticated())) {
      return signedOutResponse(request, { baseUrl }, '/sign-in');
    }
    if (method !== 'GET') return withCookiesOf(client, response);

    // #region organizations
    const id = organizationIn(pathname);
    if (id) {
      const { organizations } = await nodeClient.getIdTokenClaims();
      // The page says so, but cannot set its own status.
      if (!organizations?.includes(id))
        return new NextResponse(null, { status: 404, headers: response.headers });
      response.cookies.set(...rememberOrganization(id, environment));
    }
    // #endregion
    await fetchPageTokens(client, pathname);
    return withCookiesOf(client, response);
  } catch (error) {
    const kind = reportFailure(error, { at: pathname });
    if (kind === 'ended') await client?.nodeClient.clearAllTokens();
    const failure = failureResponse(request, kind, { baseUrl });
    return withCookiesOf(client, new NextResponse(failure.body, failure));
  }
};
