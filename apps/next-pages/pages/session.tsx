import { source } from '@repo/config/source';
import type { SessionDescription } from '@repo/session';
import { SessionSummary, type SourceReference } from '@repo/ui';
import { pageOrFailed } from '../failed';
import { environment, sessions } from '../logto';
import { logtoClient } from '../logto-client';
import { Shell } from '../shell';
import { toSignIn } from '../to-sign-in';

type Props = { session: SessionDescription; source: SourceReference };

const Session = ({ session, source }: Props) => (
  <Shell current="/session" title="Session" signedIn source={source}>
    <h1>Session</h1>
    <SessionSummary {...session} tokens={session.accessTokens} />
  </Shell>
);

export default Session;

export const getServerSideProps = pageOrFailed(
  logtoClient.withLogtoSsr(async ({ req, resolvedUrl }) => {
    if (!req.user.isAuthenticated) return toSignIn(resolvedUrl);

    // The SDK's name for its cookie.
    const cookie = req.cookies[`logto_${environment.appId}`] ?? '';
    const session = await sessions.describe(cookie, environment.cookieSecret);
    return { props: { session, source: source('logto.ts', 'sessionWrapper: sessions') } };
  }),
);
