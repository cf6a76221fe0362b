import LogtoClient from '@logto/next/server-actions';
import { failureOf } from '@repo/server';
import { redirect, unstable_rethrow } from 'next/navigation';
import { logtoConfig } from './logto';

/**
 * Leads from a failing action or route handler to the page that says what happened, and signs the visitor out where
 * Logto has ended the session.
 */
export const toFailed = async (error: unknown, during?: 'callback'): Promise<never> => {
  // Next.js redirects by throwing.
  unstable_rethrow(error);

  const kind = failureOf(error, during);
  console.error(`${kind}:`, error instanceof Error ? error.message : error);
  if (kind === 'ended') {
    const client = await new LogtoClient(logtoConfig).createNodeClient();
    await client.clearAllTokens();
  }
  redirect(`/failed?kind=${kind}`);
};
