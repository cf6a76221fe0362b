import { failureResponse, reportFailure, signedOutResponse } from '@repo/server';
import type { NextRequest } from 'next/server';
import { logtoEdgeClient } from './client';

/**
 * A second guard, for pages that read the claims: the result of `getServerSideProps` that redirects to sign-in, then back to the
 * page. Normally, `proxy.ts` has already redirected signed-out visitors.
 */
export const redirectToSignIn = (page: string) => ({
  redirect: { destination: `/api/logto/sign-in?returnTo=${encodeURIComponent(page)}`, permanent: false },
});

/**
 * `proxy.ts` calls this for every path that is not public. Sends no request to Logto: if Logto has ended the session and no logout
 * token has reached the app, the next token request fails as `ended`.
 *
 * @param baseUrl The app's address that was requested.
 * @returns If signed out, a redirect to sign-in that leads back to this page (for a post, which would lose its data, to the
 *   failure page; for scripts, and below `/api`, 401 as JSON); if the session cannot be read, the failure; undefined if signed in.
 */
export const requireSignIn = async (request: NextRequest, baseUrl: string): Promise<Response | undefined> => {
  try {
    const { nodeClient } = await logtoEdgeClient.createNodeClientFromEdgeRequest(request);
    if (await nodeClient.isAuthenticated()) return undefined;
    return signedOutResponse(request, { baseUrl }, '/api/logto/sign-in');
  } catch (error) {
    return failureResponse(request, reportFailure(error, { at: request.nextUrl.pathname }), { baseUrl });
  }
};
