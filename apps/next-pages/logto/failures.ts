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

/** Logs a failure, drops the tokens that Logto no longer accepts, and returns the kind of failure and its page. */
const handleFailure = async (request: Request, response: Response, error: unknown) => {
  const { url = '/', method } = request;
  const during = url.startsWith('/api/logto/sign-in-callback') ? 'callback' : undefined;
  const kind = reportFailure(error, { at: url.split('?')[0] ?? '', during });
  if (kind === 'ended' || kind === 'token-rejected') {
    const client = await logtoClient.createNodeClientFromNextApi(request, response);
    await (kind === 'ended' ? client.clearAllTokens() : client.clearAccessToken());
  }
  return { kind, page: failurePage(kind, method === 'GET' ? url : '/', missingScopes(error)) };
};

const renewAccessToken = async (request: Request, response: Response, error: unknown) => {
  if (classifyFailure(error) !== 'token-rejected') throw error;
  const client = await logtoClient.createNodeClientFromNextApi(request, response);
  await client.clearAccessToken();
  // Throws if Logto refuses the new one, too, so that the page does not redirect to itself for ever.
  await client.fetchUserInfo();
};

/** Wraps `getServerSideProps`: replaces an access token that Logto refused, or else redirects to the failure page. */
export const withFailurePage =
  (getServerSideProps: (context: GetServerSidePropsContext) => Promise<unknown>) =>
  async (context: GetServerSidePropsContext) => {
    const { req, res, resolvedUrl } = context;
    const redirectTo = (destination: string) => ({ redirect: { destination, permanent: false } });
    try {
      return await getServerSideProps(context).catch(async (error: unknown) => {
        await renewAccessToken(req, res, error);
        return redirectTo(resolvedUrl);
      });
    } catch (error) {
      return redirectTo((await handleFailure(req, res, error)).page);
    }
  };

/** `onError` for API routes: answers with the failure as JSON. From its kind, `CallForm` opens the failure page. */
export const answerFailure: ErrorHandler = async (request, response, error) => {
  const { kind } = await handleFailure(request, response, error);
  const { status, headers, body } = jsonFailure(kind, missingScopes(error));
  response.status(status).setHeaders(new Headers(headers)).json(body);
};

/** `onError` for sign-in and its callback: redirects to the failure page. */
export const showFailure: ErrorHandler = async (request, response, error) => {
  const { kind, page } = await handleFailure(request, response, error);
  // Another tab has replaced this sign-in, or finished it. Go on to the page, or else retry, once (`rememberPage`).
  const asked = kind === 'stale' && pageOfSignIn(request.headers.cookie);
  response.redirect(asked ? `/api/logto/sign-in?retry=1&returnTo=${encodeURIComponent(asked)}` : page);
};

/** `onError` for sign-out: signs the visitor out of this app even if Logto is down. */
export const signOutLocally: ErrorHandler = async (request, response, error) => {
  const { kind, page } = await handleFailure(request, response, error);
  if (kind === 'store') return response.redirect(page);

  const client = await logtoClient.createNodeClientFromNextApi(request, response);
  await client.clearAllTokens();
  response.redirect('/');
};
