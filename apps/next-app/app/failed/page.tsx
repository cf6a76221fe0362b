import { getLogtoContext } from '@logto/next/server-actions';
import { failureKind } from '@repo/server';
import { Failure, failureTexts, PostButton } from '@repo/ui';
import type { Metadata } from 'next';
import { Shell } from '../../components/shell';
import { logtoConfig } from '../../logto/config';
import { startSignIn } from '../../logto/sign-in';

export const generateMetadata = async ({ searchParams }: PageProps<'/failed'>): Promise<Metadata> => {
  const { kind } = await searchParams;
  return { title: failureTexts[failureKind(kind)].heading };
};

/** The failure page. `proxy.ts` sets its status. */
const Failed = async ({ searchParams }: PageProps<'/failed'>) => {
  const { kind } = await searchParams;
  // Without its store, the session cannot be read.
  const context = failureKind(kind) === 'store' ? undefined : await getLogtoContext(logtoConfig);

  return (
    <Shell current="/failed" signedIn={context?.isAuthenticated}>
      <Failure kind={failureKind(kind)}>
        {context?.isAuthenticated === false && <PostButton action={startSignIn} label="Sign in" />}
      </Failure>
    </Shell>
  );
};

export default Failed;
