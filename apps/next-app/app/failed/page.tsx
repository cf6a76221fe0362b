import { getLogtoContext } from '@logto/next/server-actions';
import { source } from '@repo/config/source';
import { Failure, failureKind, failures, PostButton } from '@repo/ui';
import type { Metadata } from 'next';
import { startSignIn } from '../actions';
import { logtoConfig } from '../logto';
import { Shell } from '../shell';

export const generateMetadata = async ({ searchParams }: PageProps<'/failed'>): Promise<Metadata> => {
  const { kind } = await searchParams;
  return { title: failures[failureKind(kind)].heading };
};

/** proxy.ts sets this page's status. */
const Failed = async ({ searchParams }: PageProps<'/failed'>) => {
  const { kind } = await searchParams;
  // Where the session cannot be read, nobody knows whether the visitor is signed in.
  const context = failureKind(kind) === 'store' ? undefined : await getLogtoContext(logtoConfig);

  return (
    <Shell signedIn={context?.isAuthenticated} source={source('app/failed/page.tsx')}>
      <Failure kind={failureKind(kind)}>
        {context?.isAuthenticated === false && <PostButton action={startSignIn} label="Sign in" />}
      </Failure>
    </Shell>
  );
};

export default Failed;
