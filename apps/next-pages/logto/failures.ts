import {
  classifyFailure,
  failurePage,
  jsonFailure,
  missingScopes,
  pageOfSignIn,
  reportFailure,
} from '@repo/server';
import type { GetServerSidePropsContext, NextApiRequest, NextApiResponse } from 'next';
import { logtoClient } from './client';

type Request = GetServerSidePropsContext['req'];
type Response = GetServerSidePropsContext['res'];
type ErrorHandler = (request: NextApiRequest, response: NextApiResponse, error: unknown) => unknown;

/**
 * Logs a failure, and drops the tokens that Logto no longer accepts.
 *
 * @returns The kind of failure, and the address of pages/failed.tsx, which offers sign-in to signed-out visitors. If the session
 *   has ended, sign-in leads back to what failed, otherwise to the home page. Reloading tries again.
 */
const reportAndDropTokens = async (request: Request, response: Response, error: unknown) => {
  const { url = '/', method } = request;
  const during = url.startsWith('/api/logto/sign-in-callback') ? 'callback' : undefined;
  const kind = reportFailure(error, { at: url.split('?')[0] ?? '', during });
  if (kind === 'ended' || kind === 'token-rejected') {
    const client = await logtoClient.createNodeClientFromNextApi(request, response);
    await (kind === 'ended' ? client.clearAllTokens() : client.clearAccessToken());
  }
  return { kind, page: failurePage(kind, method === 'GET' ? url : '/', missingScopes(error)) };
};

/** Gets a new access token. Throws if Logto rejects it, too, so that no page redirects to itself forever. */
const renewAccessToken = async (request: Request, response: Response) => {
  const client = await logtoClient.createNodeClientFromNextApi(request, response);
  await client.clearAccessToken();
  await client.fetchUserInfo();
};

/** Wraps `getServerSideProps`. On failure, replaces an access token that Logto has rejected, or redirects to the failure page. */
export const withFailurePage =
  (getServerSideProps: (context: GetServerSidePropsContext) => Promise<unknown>) =>
  async (context: GetServerSidePropsContext) => {
    const { req, res, resolvedUrl } = context;
    const redirectTo = (destination: string) => ({ redirect: { destination, permanent: false } });
    const redirectToFailure = async (error: unknown) =>
      redirectTo((await reportAndDropTokens(req, res, error)).page);
    try {
      return await getServerSideProps(context);
    } catch (error) {
      if (classifyFailure(error) !== 'token-rejected') return redirectToFailure(error);
      return renewAccessToken(req, res).then(() => redirectTo(resolvedUrl), redirectToFailure);
    }
  };

/**
 * `onError` for API routes that scripts call: responds with JSON. `components/call-form.tsx` then opens the failure page of its
 * `kind`.
 */
export const answerFailure: ErrorHandler = async (request, response, error) => {
  const { kind } = await reportAndDropTokens(request, response, error);
  const { status, headers, body } = jsonFailure(kind, missingScopes(error));
  response.status(status).setHeaders(new Headers(headers)).json(body);
};

// #region lesson
/**
 * Where to retry a sign-in that another tab has replaced or finished, if that is possible. The sign-in route redirects to the
 * page if the visitor is already signed in, and otherwise starts sign-in again. With `retry=1`, `proxy.ts` does not remember the
 * page, so there is no second retry.
 */
const retryAddress = (cookies: string | undefined) => {
  const page = pageOfSignIn(cookies);
  return page && `/api/logto/sign-in?retry=1&returnTo=${encodeURIComponent(page)}`;
};
// #endregion

/** `onError` for API routes that forms and links lead to, such as sign-in and its callback: redirects to the failure page. */
export const showFailure: ErrorHandler = async (request, response, error) => {
  const failure = await reportAndDropTokens(request, response, error);
  // #region lesson
  const retry = failure.kind === 'stale' ? retryAddress(request.headers.cookie) : undefined;
  if (retry) return response.redirect(retry);
  // #endregion
  response.redirect(failure.page);
};

/** `onError` for sign-out: signs the visitor out of this app even if Logto is down. */
export const signOutLocally: ErrorHandler = async (request, response, error) => {
  const { kind, page } = await reportAndDropTokens(request, response, error);
  if (kind === 'store') return response.redirect(page);

  const client = await logtoClient.createNodeClientFromNextApi(request, response);
  await client.clearAllTokens();
  response.redirect('/');
};
