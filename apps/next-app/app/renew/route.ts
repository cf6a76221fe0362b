import { classifyFailure, ownAddress } from '@repo/server';
import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { createNodeClient } from '../../logto/client';
import { configForRequest } from '../../logto/config';
import { showActionFailure } from '../../logto/failures';

/** Replaces an access token that Logto has rejected, and clears a session that has ended. The page cannot do either. */
export const GET = async (request: NextRequest) => {
  const page = ownAddress(request.nextUrl.searchParams.get('returnTo'), await configForRequest());
  const client = await createNodeClient().catch(showActionFailure);
  if (!(await client.isAuthenticated())) redirect(page);

  const renew = async (error: unknown) => {
    if (classifyFailure(error) !== 'token-rejected') throw error;
    await client.clearAccessToken();
    await client.fetchUserInfo();
  };
  // Anyone can link here, so the token is dropped only if Logto itself rejects it.
  await client.fetchUserInfo().catch(renew).catch(showActionFailure);
  redirect(page);
};
