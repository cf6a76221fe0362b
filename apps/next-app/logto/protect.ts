import { type IdTokenClaims, LogtoClientError } from '@logto/next';
import { getLogtoContext } from '@logto/next/server-actions';
import { resources } from '@repo/config/apis';
import {
  failureResponse,
  refuseFormOfOtherUser,
  rememberOrganization,
  reportFailure,
  signedOutResponse,
} from '@repo/server';
import { redirect } from 'next/navigation';
import { type NextRequest, NextResponse } from 'next/server';
import { environment } from '../environment';
import { logtoEdgeClient } from './client';
import { logtoConfig } from './config';
import { requestedAddress } from './failures';
import { organizationIn } from './organization';

/** Redirects to sign-in, which `app/sign-in/route.ts` starts, then back to the page. */
export const redirectToSignIn = async (): Promise<never> =>
  redirect(`/sign-in?returnTo=${encodeURIComponent(await requestedAddress())}`);

/**
 * The claims of the visitor, for a server action.
 *
 * @param fields The form: an error of the kind `replaced` if it was shown to somebody else.
 * @throws `not_authenticated` without a session.
 */
export const requireUser = async (fields: FormData): Promise<IdTokenClaims> => {
  const { claims } = await getLogtoContext(logtoConfig);
  if (!claims) throw new LogtoClientError('not_authenticated');
  refuseFormOfOtherUser(fields.get('user'), claims);
  return claims;
};

// The API resources that each page needs an access token for.
const resourcesOfPages = new Map<string, readonly (string | undefined)[]>([
  // `undefined` is Logto itself.
  // #region lesson
  ['/userinfo', [undefined]],
  // #endregion
  // #region optional
  ['/organizations', [undefined]],
  ['/admin', [resources.shopping]],
  ['/invitations/*', [resources.shopping]],
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
 * Runs before every address that is not public: asks signed-out visitors to sign in, and fetches the access tokens that a page
 * needs before it renders, because a server component cannot store them.
 *
 * @param response The response that makes Next.js render the page. The page sees the cookies that are set here.
 * @param baseUrl The app's address that was requested.
 * @returns That response, or what `signedOutResponse` or `failureResponse` returns.
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
    const needed =
      method === 'GET'
        ? (resourcesOfPages.get(pathname.replace(/^(\/invitations)\/[^/]+$/, '$1/*')) ?? [])
        : [];
    for (const resource of needed) await nodeClient.getAccessToken(resource);
    // #region optional
    const id = method === 'GET' ? organizationIn(pathname) : undefined;
    if (id) {
      const { organizations } = await nodeClient.getIdTokenClaims();
      // The page says so, but cannot set its own status.
      if (!organizations?.includes(id))
        return new NextResponse(null, { status: 404, headers: response.headers });
      await nodeClient.getAccessToken();
      await nodeClient.getOrganizationToken(id);
      await nodeClient.getAccessToken(resources.shopping, id);
      response.cookies.set(...rememberOrganization(id, environment));
    }
    // #endregion
    return withCookiesOf(client, response);
  } catch (error) {
    const kind = reportFailure(error, { at: pathname });
    if (kind === 'ended') await client?.nodeClient.clearAllTokens();
    const answer = failureResponse(request, kind, { baseUrl });
    return withCookiesOf(client, new NextResponse(answer.body, answer));
  }
};
