import { failurePage, jsonFailure, missingScopes, pageOfSignIn, reportFailure } from '@repo/server';
import { headers } from 'next/headers';
import { redirect, unstable_rethrow } from 'next/navigation';
import { createNodeClient } from './client';

/** The address that was requested, which `proxy.ts` passes on. */
export const requestedAddress = async () => (await headers()).get('x-page') ?? '/';

const report = async (error: unknown, during?: 'callback') => {
  // `redirect` works by throwing, and the SDK's `signIn` calls it.
  unstable_rethrow(error);

  const address = await requestedAddress();
  let kind = reportFailure(error, { at: address.split('?')[0] ?? '', during });
  // #region redis
  if (kind === 'ended' && (await headers()).get('x-idle')) kind = 'idle';
  // #endregion
  return { kind, page: failurePage(kind, address, missingScopes(error)) };
};

// #region lesson
/**
 * Where to retry a sign-in that another tab has replaced or finished, if that is possible. The sign-in route redirects to the
 * page if the visitor is already signed in, and otherwise starts sign-in again. With `retry=1`, `proxy.ts` does not remember the
 * page, so there is no second retry.
 */
const retryAddress = async () => {
  const page = pageOfSignIn((await headers()).get('cookie'));
  return page && `/sign-in?retry=1&returnTo=${encodeURIComponent(page)}`;
};
// #endregion

/**
 * Logs the failure of a server action or route handler, and redirects to the failure page, `app/failed/page.tsx`, which offers
 * sign-in to signed-out visitors. If the session has ended, sign-in leads back to what failed, otherwise to the home page.
 */
export const showActionFailure = async (error: unknown, during?: 'callback'): Promise<never> => {
  const { kind, page } = await report(error, during);
  if (kind === 'ended') await (await createNodeClient()).clearAllTokens();
  // #region lesson
  const retry = kind === 'stale' ? await retryAddress() : undefined;
  if (retry) redirect(retry);
  // #endregion
  redirect(page);
};

// #region permissions
/** Logs the failure of an API route that scripts call, and returns it as JSON. */
export const answerFailure = async (error: unknown): Promise<Response> => {
  const { kind } = await report(error);
  if (kind === 'ended') await (await createNodeClient()).clearAllTokens();
  const { body, ...init } = jsonFailure(kind, missingScopes(error));
  return Response.json(body, init);
};
// #endregion

/** Logs the failure of a page, and redirects to the failure page. `beforePage` handles failures before the page renders. */
export const showPageFailure = async (error: unknown): Promise<never> => {
  const failure = await report(error);
  // #region renewal
  // A page cannot change the session. `app/renew/route.ts` replaces the token, or clears the session and shows the failure.
  if (failure.kind === 'ended' || failure.kind === 'token-rejected') {
    redirect(`/renew?returnTo=${encodeURIComponent(await requestedAddress())}`);
  }
  // #endregion
  redirect(failure.page);
};

/** Signs the visitor out of this app even if Logto is down. */
export const signOutLocally = async (error: unknown): Promise<never> => {
  const { kind, page } = await report(error);
  if (kind === 'store') redirect(page);
  await (await createNodeClient()).clearAllTokens();
  redirect('/');
};
