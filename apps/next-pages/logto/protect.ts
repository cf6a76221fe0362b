import { failureResponse, reportFailure, signedOutResponse } from '@repo/server';
import type { NextRequest } from 'next/server';
import { logtoEdgeClient } from './client';

/** The result of `getServerSideProps` that redirects to sign-in, then back to the page. */
export const redirectToSignIn = (page: string) => ({
  redirect: { destination: `/api/logto/sign-in?returnTo=${encodeURIComponent(page)}`, permanent: false },
});

/**
 * Runs in `proxy.ts`, before every address that is not public.
 *
 * @param baseUrl The app's address that was requested.
 * @returns For signed-out visitors, what `signedOutResponse` returns. Undefined for others.
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
