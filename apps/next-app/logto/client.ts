import LogtoEdgeClient from '@logto/next/edge';
import LogtoClient from '@logto/next/server-actions';
import { logtoConfig } from './config';

/** Reads the session from a request, for `proxy.ts`. The SDK's edge client also runs on Node.js. */
export const logtoEdgeClient = new LogtoEdgeClient(logtoConfig);

const createNodeClient = () => new LogtoClient(logtoConfig).createNodeClient();

/** Drops the cached access tokens, so that the next `getAccessToken` fetches a new one. */
export const clearAccessToken = async () => (await createNodeClient()).clearAccessToken();

/** Signs the visitor out of this app, but not out of Logto. */
export const clearAllTokens = async () => (await createNodeClient()).clearAllTokens();
