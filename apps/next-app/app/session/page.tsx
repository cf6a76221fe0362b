import { source } from '@repo/config/source';
import { SessionSummary } from '@repo/ui';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { environment, logtoConfig, sessions } from '../logto';
import { Shell } from '../shell';

export const metadata: Metadata = { title: 'Session' };

const Session = async () => {
  // The SDK's name for its cookie.
  const cookie = (await cookies()).get(`logto_${logtoConfig.appId}`);
  const session = await sessions.describe(cookie?.value ?? '', environment.cookieSecret);
  if (!session.hasIdToken) redirect('/');

  return (
    <Shell current="/session" signedIn source={source('app/logto.ts', 'sessionWrapper: sessions')}>
      <h1>Session</h1>
      <SessionSummary {...session} tokens={session.accessTokens} />
    </Shell>
  );
};

export default Session;
