import { getLogtoContext } from '@logto/next/server-actions';
import { displayName, Hello, Welcome } from '@repo/ui';
import type { Metadata } from 'next';
import { pages } from '../components/pages';
import { PendingButton } from '../components/pending-button';
import { integration, Shell } from '../components/shell';
import { logtoConfig } from '../logto/config';
import { showPageFailure } from '../logto/failures';
import { startPhoneSignIn, startSignIn, startSignUp, startSocialSignIn } from '../logto/sign-in';

// The layout's template is for the pages below it.
export const metadata: Metadata = { title: `Home · Logto with ${integration}` };

const Home = async () => {
  const { isAuthenticated, claims } = await getLogtoContext(logtoConfig).catch(showPageFailure);

  return (
    <Shell current="/" signedIn={isAuthenticated}>
      {claims ? (
        <Hello name={displayName(claims)} pages={pages} />
      ) : (
        <Welcome integration={integration}>
          <PendingButton action={startSignIn} label="Sign in" variant="primary" />
          <PendingButton action={startSignUp} label="Create account" variant="secondary" />
          {/* #region connectors */}
          <PendingButton action={startSocialSignIn} label="Continue with Wonderland" variant="secondary" />
          <PendingButton action={startPhoneSignIn} label="Sign in by phone" variant="secondary" />
          {/* #endregion */}
        </Welcome>
      )}
    </Shell>
  );
};

export default Home;
