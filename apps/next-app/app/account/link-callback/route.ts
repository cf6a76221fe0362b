import { getLogtoContext } from '@logto/next/server-actions';
import { finishLinking } from '@repo/server';
import { redirect } from 'next/navigation';
import type { NextRequest } from 'next/server';
import { account, confirmation, forgetStep, linking, readStep } from '../../../logto/account';
import { configForRequest, logtoConfig } from '../../../logto/config';
import { showActionFailure } from '../../../logto/failures';

/** Wonderland sends the visitor back here. */
export const GET = async (request: NextRequest) => {
  try {
    const { claims } = await getLogtoContext(logtoConfig);
    if (!claims) redirect('/account');

    const { linkRedirectUri } = await configForRequest();
    const { id: verificationId } = await readStep(confirmation, claims);
    const failure = await finishLinking(account, {
      query: request.nextUrl.searchParams,
      step: await readStep(linking, claims),
      redirectUri: linkRedirectUri,
      verificationId,
    });
    if (failure !== 'link.foreign') await forgetStep(linking);
    redirect(failure ? `/account?link=${encodeURIComponent(failure)}` : '/account');
  } catch (error) {
    return showActionFailure(error);
  }
};
