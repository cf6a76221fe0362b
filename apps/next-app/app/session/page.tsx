import { getLogtoContext } from '@logto/next/server-actions';
import { SessionSummary } from '@repo/ui';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { Shell } from '../../components/shell';
import { environment } from '../../environment';
import { logtoConfig } from '../../logto/config';
import { showPageFailure } from '../../logto/failures';
import { redirectToSignIn } from '../../logto/protect';
import { sessions } from '../../logto/session';

export const metadata: Metadata = { title: 'Session' };

const Session = async () => {
  const { isAuthenticated } = await getLogtoContext(logtoConfig).catch(showPageFailure);
  if (!isAuthenticated) return redirectToSignIn();

  // The SDK names its cookie `logto_APPID`.
  const cookie = (await cookies()).get(`logto_${environment.appId}`);
  const session = await sessions
    .describe(cookie?.value ?? '', environment.cookieSecret)
    .catch(showPageFailure);

  return (
    <Shell current="/session" heading="Session" signedIn>
      <SessionSummary {...session} idleMinutes={environment.idleMinutes} tokens={session.accessTokens} />
    </Shell>
  );
};

export default Session;
