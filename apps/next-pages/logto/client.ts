import type { IncomingMessage } from 'node:http';
import LogtoClient from '@logto/next';
import LogtoEdgeClient from '@logto/next/edge';
import { forgetTokenAnswers } from '@repo/server/share-token-requests';
import { configForRequest, logtoConfig } from './config';

export const logtoClient = new LogtoClient(logtoConfig);

/** The client that `createNodeClientFromNextApi` returns. It gets tokens and stores them in the session. */
export type RequestClient = Awaited<ReturnType<typeof logtoClient.createNodeClientFromNextApi>>;

/** The client of a request, for the callback and sign-out, which lead back to the address that was requested. */
export const createLogtoClient = (request: IncomingMessage) =>
  new LogtoClient(configForRequest(request).config);

/** Reads the session from a request, for `proxy.ts`. The SDK's edge client also runs on Node.js. */
export const logtoEdgeClient = new LogtoEdgeClient(logtoConfig);

// #region refresh-claims
/** Renews the ID token, whose claims change with the account and with memberships. */
export const refreshClaims = async (client: RequestClient) => {
  await client.clearAccessToken();
  // Do not reuse an earlier response: with the access token, Logto issues a new ID token, which the SDK stores.
  forgetTokenAnswers();
  await client.getAccessToken();
};
// #endregion
