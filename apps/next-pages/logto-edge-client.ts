import LogtoClient from '@logto/next/edge';
import { logtoConfig } from './logto';

/**
 * For API routes on the edge runtime. It reads the same cookie, so both clients see the same visitor; a session in Redis is
 * out of its reach.
 */
export const logtoEdgeClient = new LogtoClient(logtoConfig);
