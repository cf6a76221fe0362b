import type { SessionDescription } from '@repo/session';
import { SessionSummary } from '@repo/ui';
import { Shell } from '../components/shell';
import { environment } from '../environment';
import { logtoClient } from '../logto/client';
import { withFailurePage } from '../logto/failures';
import { redirectToSignIn } from '../logto/protect';
import { sessions } from '../logto/session';

type Props = { session: SessionDescription; idleMinutes: number | null };

const Session = ({ session, idleMinutes }: Props) => (
  <Shell current="/session" heading="Session" signedIn>
    <SessionSummary {...session} idleMinutes={idleMinutes ?? undefined} tokens={session.accessTokens} />
  </Shell>
);

export default Session;

export const getServerSideProps = withFailurePage(
  logtoClient.withLogtoSsr(async ({ req, resolvedUrl }) => {
    if (!req.user.isAuthenticated) return redirectToSignIn(resolvedUrl);

    // The SDK names its cookie `logto_APPID`.
    const cookie = req.cookies[`logto_${environment.appId}`] ?? '';
    const session = await sessions.describe(cookie, environment.cookieSecret);
    return { props: { session, idleMinutes: environment.idleMinutes ?? null } };
  }),
);
