import LogtoEdgeClient from '@logto/next/edge';
import LogtoClient from '@logto/next/server-actions';
import { logtoConfig } from './config';

/** The SDK's client for `proxy.ts`: it reads the session from a request. Despite its name, it also runs on Node.js. */
export const logtoProxyClient = new LogtoEdgeClient(logtoConfig);

const createNodeClient = () => new LogtoClient(logtoConfig).createNodeClient();

/** Drops the cached access tokens, so that the next `getAccessToken` fetches a new one. */
export const clearAccessToken = async () => {
  const client = await createNodeClient();
  await client.clearAccessToken();
};

/** Signs the visitor out of this app, but not out of Logto. */
export const clearAllTokens = async () => {
  const client = await createNodeClient();
  await client.clearAllTokens();
};
