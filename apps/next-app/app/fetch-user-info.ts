import type { UserInfoResponse } from '@logto/next';
import { getLogtoContext } from '@logto/next/server-actions';
import { failureOf } from '@repo/server';
import { redirect } from 'next/navigation';
import { logtoConfig } from './logto';

/** Fetches userinfo for a page. A failure leads to the page that says what happened. */
export const fetchUserInfo = async (
  page: string,
  { renew }: { renew?: string | string[] | undefined },
): Promise<UserInfoResponse | undefined> => {
  try {
    const { userInfo } = await getLogtoContext(logtoConfig, { fetchUserInfo: true });
    return userInfo;
  } catch (error) {
    const kind = failureOf(error);
    console.error(`${page}: ${kind}:`, error instanceof Error ? error.message : error);
    // The proxy fetches another token, which a page could not keep.
    redirect(kind === 'refused' && renew === undefined ? `${page}?renew=1` : `/failed?kind=${kind}`);
  }
};
