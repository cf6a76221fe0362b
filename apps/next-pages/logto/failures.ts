import { failureStatus, reportFailure } from '@repo/server';
import type { GetServerSidePropsContext, NextApiRequest, NextApiResponse } from 'next';
import { logtoClient } from './client';

type Request = GetServerSidePropsContext['req'];
type Response = GetServerSidePropsContext['res'];
type ErrorHandler = (request: NextApiRequest, response: NextApiResponse, error: unknown) => unknown;

/** Logs a failure, drops the tokens that Logto no longer accepts, and returns the kind of failure. */
const handleFailure = async (request: Request, response: Response, error: unknown, during?: 'callback') => {
  const kind = reportFailure(error, { at: request.url?.split('?')[0] ?? '', during });
  if (kind !== 'ended' && kind !== 'refused') return kind;

  const client = await logtoClient.createNodeClientFromNextApi(request, response);
  await (kind === 'ended' ? client.clearAllTokens() : client.clearAccessToken());
  return kind;
};

/** Wraps `getServerSideProps`: logs its failure, and redirects to the failure page. */
export const withFailurePage =
  (getServerSideProps: (context: GetServerSidePropsContext) => Promise<unknown>) =>
  async (context: GetServerSidePropsContext) => {
    try {
      return await getServerSideProps(context);
    } catch (error) {
      const { req, res, query, resolvedUrl } = context;
      const kind = await handleFailure(req, res, error);
      // Retry once with a new access token.
      const canRetry = kind === 'refused' && !query.renew;
      const destination = canRetry ? `${resolvedUrl.split('?')[0]}?renew=1` : `/failed?kind=${kind}`;
      return { redirect: { destination, permanent: false } };
    }
  };

/** `onError` for API routes that the pages fetch: answers with the kind of failure as JSON, from which `CallForm` opens the failure page. */
export const answerFailure: ErrorHandler = async (request, response, error) => {
  const kind = await handleFailure(request, response, error);
  response.status(failureStatus[kind]).json({ kind });
};

/** `onError` for sign-in: redirects to the failure page. */
export const showFailure: ErrorHandler = async (request, response, error) => {
  response.redirect(`/failed?kind=${await handleFailure(request, response, error)}`);
};

/** `onError` for the callback: redirects to the failure page. */
export const showCallbackFailure: ErrorHandler = async (request, response, error) => {
  response.redirect(`/failed?kind=${await handleFailure(request, response, error, 'callback')}`);
};

/** `onError` for sign-out: signs the visitor out of this app even if Logto is down. */
export const signOutLocally: ErrorHandler = async (request, response, error) => {
  const kind = await handleFailure(request, response, error);
  if (kind === 'store') return response.redirect(`/failed?kind=${kind}`);

  const client = await logtoClient.createNodeClientFromNextApi(request, response);
  await client.clearAllTokens();
  response.redirect('/');
};
