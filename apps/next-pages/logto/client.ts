import type { IncomingMessage } from 'node:http';
import LogtoClient from '@logto/next';
import LogtoEdgeClient from '@logto/next/edge';
import { configForRequest, logtoConfig } from './config';

export const logtoClient = new LogtoClient(logtoConfig);

/** The client of a request, for the callback and sign-out, which lead back to the address that was requested. */
export const createLogtoClient = (request: IncomingMessage) =>
  new LogtoClient(configForRequest(request).config);

/** Reads the session from a request, for `proxy.ts`. The SDK's edge client also runs on Node.js. */
export const logtoEdgeClient = new LogtoEdgeClient(logtoConfig);
