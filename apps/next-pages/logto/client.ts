import LogtoClient from '@logto/next';
import LogtoEdgeClient from '@logto/next/edge';
import { logtoConfig } from './config';

export const logtoClient = new LogtoClient(logtoConfig);

/** Reads the session from a request, for `proxy.ts`. The SDK's edge client also runs on Node.js. */
export const logtoEdgeClient = new LogtoEdgeClient(logtoConfig);
