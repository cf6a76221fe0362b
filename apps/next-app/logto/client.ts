import LogtoEdgeClient from '@logto/next/edge';
import LogtoClient from '@logto/next/server-actions';
import { forgetTokenAnswers } from '@repo/server/share-token-requests';
import { logtoConfig } from './config';

/** Reads the session from a request, for `proxy.ts`. The SDK's edge client also runs on Node.js. */
export const logtoEdgeClient = new LogtoEdgeClient(logtoConfig);

/** The client of a request in `proxy.ts`, and the headers that store what it changes in the session. */
export type RequestClient = Awaited<ReturnType<typeof logtoEdgeClient.createNodeClientFromEdgeRequest>>;

/** The client of the current request: in a server action or route handler, it can change the session. */
export const createNodeClient = () => new LogtoClient(logtoConfig).createNodeClient();

/** Drops the cached access tokens, in a server action or route handler, which can store new ones. */
export const clearAccessToken = async () => (await createNodeClient()).clearAccessToken();

// #region refresh-claims
/** Renews the ID token, whose claims change with the account and with memberships. */
export const refreshClaims = async () => {
  const client = await createNodeClient();
  await client.clearAccessToken();
  // Do not reuse an earlier response: with the access token, Logto issues a new ID token, which the SDK stores.
  forgetTokenAnswers();
  await client.getAccessToken();
};
// #endregion
