import LogtoClient from '@logto/next/edge';
import { logtoConfig } from './logto';

/** For API routes on the edge runtime. The session is in the same cookie, so both clients see the same visitor. */
export const logtoEdgeClient = new LogtoClient(logtoConfig);
