import type { LogtoContext } from '@logto/next';
import { source } from '@repo/config/source';
import { displayName, Hello, PostButton, type SourceReference, Welcome } from '@repo/ui';
import useSWR from 'swr';
import { pageOrFailed } from '../failed';
import { logtoClient } from '../logto-client';
import { integration, Shell } from '../shell';

type Props = { user: Pick<LogtoContext, 'isAuthenticated' | 'claims'>; source: SourceReference };

const fetchUser = async (path: string): Promise<LogtoContext> => {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return response.json();
};

const Home = ({ user, source }: Props) => {
  // The server renders the first answer; SWR asks again at once, and when the visitor comes back to this tab.
  const { data } = useSWR('/api/logto/user', fetchUser, { fallbackData: user });
  const claims = data?.isAuthenticated ? data.claims : undefined;

  return (
    <Shell current="/" title="Home" signedIn={Boolean(claims)} source={source}>
      {claims ? (
        <Hello name={displayName(claims)} />
      ) : (
        <Welcome integration={integration}>
          <PostButton action="/api/logto/sign-in" label="Sign in" variant="primary" />
          <PostButton action="/api/logto/sign-up" label="Create account" variant="secondary" />
        </Welcome>
      )}
    </Shell>
  );
};

export default Home;

export const getServerSideProps = pageOrFailed(
  logtoClient.withLogtoSsr(async ({ req }) => {
    const { isAuthenticated, claims } = req.user;
    return {
      props: {
        user: isAuthenticated ? { isAuthenticated, claims } : { isAuthenticated },
        source: source('pages/index.tsx', 'logtoClient.withLogtoSsr'),
      },
    };
  }),
);
