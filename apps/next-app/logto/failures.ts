import { reportFailure } from '@repo/server';
import { redirect, unstable_rethrow } from 'next/navigation';
import { clearAllTokens } from './client';

/** Logs the failure of a server action or route handler, and redirects to the failure page. */
export const showFailure = async (error: unknown, at = 'server action'): Promise<never> => {
  // `redirect` works by throwing, and the SDK's `signIn` calls it.
  unstable_rethrow(error);

  const kind = reportFailure(error, { at, during: at === 'callback' ? at : undefined });
  if (kind === 'ended') await clearAllTokens();
  redirect(`/failed?kind=${kind}`);
};

/** Logs the failure of a page, and redirects to the failure page. */
export const showPageFailure =
  (page: string, { renew }: { renew?: string | string[] | undefined }) =>
  (error: unknown): never => {
    const kind = reportFailure(error, { at: page });
    // Retry once: `proxy.ts` fetches a new access token, which a server component could not store.
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
