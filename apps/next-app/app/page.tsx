import { getLogtoContext } from '@logto/next/server-actions';
import { source } from '@repo/config/source';
import { displayName, Hello, PostButton, Welcome } from '@repo/ui';
import type { Metadata } from 'next';
import { startSignIn, startSignUp } from './actions';
import { logtoConfig } from './logto';
import { integration, Shell } from './shell';

export const metadata: Metadata = { title: 'Home' };

const Home = async () => {
  const { isAuthenticated, claims } = await getLogtoContext(logtoConfig);

  return (
    <Shell
      current="/"
      signedIn={isAuthenticated}
      source={source('app/page.tsx', 'getLogtoContext(logtoConfig)')}
    >
      {claims ? (
        <Hello name={displayName(claims)} />
      ) : (
        <Welcome integration={integration}>
          <PostButton action={startSignIn} label="Sign in" variant="primary" />
          <PostButton action={startSignUp} label="Create account" variant="secondary" />
        </Welcome>
      )}
    </Shell>
  );
};

export default Home;
