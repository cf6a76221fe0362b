import type { LogtoContext } from '@logto/next';
import { displayName, Hello, Welcome } from '@repo/ui';
import useSWR from 'swr';
import { openFailurePage } from '../components/call-form';
import { pages } from '../components/pages';
import { PendingButton } from '../components/pending-button';
import { integration, Shell } from '../components/shell';
import { logtoClient } from '../logto/client';
import { withFailurePage } from '../logto/failures';

type Props = { user: Pick<LogtoContext, 'isAuthenticated' | 'claims'> };

const fetchUser = async (path: string): Promise<LogtoContext> => {
  const response = await fetch(path);
  const user = await response.json();
  // The session has ended, or was idle for too long. A visitor without one gets 200, and `isAuthenticated` is false.
  if (response.status === 401) openFailurePage(user.kind);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return user;
};

const Home = ({ user }: Props) => {
  // Starts with the server's data. SWR asks again at once, and when the visitor returns to this tab.
  const { data } = useSWR('/api/logto/user', fetchUser, { fallbackData: user });
  const claims = data?.isAuthenticated ? data.claims : undefined;

  return (
    <Shell current="/" title="Home" signedIn={Boolean(claims)}>
      {claims ? (
        <Hello name={displayName(claims)} pages={pages} />
      ) : (
        <Welcome integration={integration}>
          <PendingButton action="/api/logto/sign-in" label="Sign in" variant="primary" />
          <PendingButton action="/api/logto/sign-up" label="Create account" variant="secondary" />
          {/* #region connectors */}
          <PendingButton
            action="/api/logto/sign-in-social"
            label="Continue with Wonderland"
            variant="secondary"
          />
          <PendingButton action="/api/logto/sign-in-phone" label="Sign in by phone" variant="secondary" />
          {/* #endregion */}
        </Welcome>
      )}
    </Shell>
  );
};

export default Home;

export const getServerSideProps = withFailurePage(
  logtoClient.withLogtoSsr(async ({ req }) => {
    const { isAuthenticated, claims } = req.user;
    return { props: { user: isAuthenticated ? { isAuthenticated, claims } : { isAuthenticated } } };
  }),
);
