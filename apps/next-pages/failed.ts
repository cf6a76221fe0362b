import { failureOf } from '@repo/server';
import { failures } from '@repo/ui';
import type { GetServerSidePropsContext, NextApiRequest, NextApiResponse } from 'next';
import { keepCookies } from './keep-cookies';
import { logtoClient } from './logto-client';

type Request = GetServerSidePropsContext['req'];
type Response = GetServerSidePropsContext['res'];

/** Tells what a failure means, and drops the tokens that Logto does not accept: access tokens, or the whole session. */
const settle = async (request: Request, response: Response, error: unknown, during?: 'callback') => {
  const kind = failureOf(error, during);
  console.error(`${request.url?.split('?')[0]}: ${kind}:`, error instanceof Error ? error.message : error);
  if (kind !== 'ended' && kind !== 'refused') return kind;

  const client = await logtoClient.createNodeClientFromNextApi(request, response);
  await (kind === 'ended' ? client.clearAllTokens() : client.clearAccessToken());
  return kind;
};

/** Leads from a failing `getServerSideProps` to the page that says what happened. */
export const pageOrFailed =
  (getServerSideProps: (context: GetServerSidePropsContext) => Promise<unknown>) =>
  async (context: GetServerSidePropsContext) => {
    keepCookies(context.res);
    try {
      return await getServerSideProps(context);
    } catch (error) {
      const { req, res, query, resolvedUrl } = context;
      const kind = await settle(req, res, error);
      const isWorthRetrying = kind === 'refused' && !query.renew;
      const destination = isWorthRetrying ? `${resolvedUrl.split('?')[0]}?renew=1` : `/failed?kind=${kind}`;
      return { redirect: { destination, permanent: false } };
    }
  };

/** The `onError` of API routes: answers with the failure's kind and status. */
export const answerFailed = async (request: NextApiRequest, response: NextApiResponse, error: unknown) => {
  const kind = await settle(request, response, error);
  response.status(failures[kind].status).json({ kind });
};

/** The `onError` of the routes of sign-in and sign-out: leads to the page that says what happened. */
export const toFailed = async (request: NextApiRequest, response: NextApiResponse, error: unknown) => {
  const { action } = request.query;
  const kind = await settle(request, response, error, action === 'sign-in-callback' ? 'callback' : undefined);
  if (action !== 'sign-out' || kind === 'store') return response.redirect(`/failed?kind=${kind}`);

  // Whoever signs out is signed out here, also while Logto cannot be told.
  const client = await logtoClient.createNodeClientFromNextApi(request, response);
  await client.clearAllTokens();
  response.redirect('/');
};
