import { reportFailure } from '@repo/server';
import { redirect, unstable_rethrow } from 'next/navigation';
import { clearAllTokens } from './client';

/** Redirects from a server action or a route handler that fails to the failure page. */
export const showFailure = async (error: unknown, during?: 'callback'): Promise<never> => {
  // `redirect` and the SDK's `signIn` end by throwing.
  unstable_rethrow(error);

  const kind = reportFailure(error, { at: during ?? 'server action', during });
  if (kind === 'ended') await clearAllTokens();
  redirect(`/failed?kind=${kind}`);
};

/** Redirects from a page that fails to the failure page. */
export const showPageFailure =
  (page: string, { renew }: { renew?: string | string[] | undefined }) =>
  (error: unknown): never => {
    const kind = reportFailure(error, { at: page });
    // proxy.ts then fetches a new access token: a server component could not store it.
    const canRetry = kind === 'refused' && renew === undefined;
    redirect(canRetry ? `${page}?renew=1` : `/failed?kind=${kind}`);
  };

/** Signs the visitor out of this app even if Logto is down. */
export const signOutLocally = async (error: unknown): Promise<never> => {
  unstable_rethrow(error);

  const kind = reportFailure(error, { at: 'sign-out' });
  if (kind === 'store') redirect(`/failed?kind=${kind}`);
  await clearAllTokens();
  redirect('/');
};
