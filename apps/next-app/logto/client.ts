import LogtoEdgeClient from '@logto/next/edge';
import LogtoClient from '@logto/next/server-actions';
import { logtoConfig } from './config';

/** Reads the session from a request, for `proxy.ts`. The SDK's edge client also runs on Node.js. */
export const logtoEdgeClient = new LogtoEdgeClient(logtoConfig);

/** The client of the current request: in a server action or route handler, it can change the session. */
export const createNodeClient = () => new LogtoClient(logtoConfig).createNodeClient();
