import { getLogtoContext } from '@logto/next/server-actions';
import { failureKind, failureStatus } from '@repo/server';
import { Failure, failureTexts } from '@repo/ui';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PendingButton } from '../../components/pending-button';
import { Shell } from '../../components/shell';
import { environment } from '../../environment';
import { logtoConfig } from '../../logto/config';
import { showPageFailure } from '../../logto/failures';
import { signInAndReturn } from '../../logto/sign-in';

export const generateMetadata = async ({ searchParams }: PageProps<'/failed'>): Promise<Metadata> => {
  const { kind } = await searchParams;
  return { title: failureTexts[failureKind(kind)].heading };
};

/** The failure page. `proxy.ts` sets its status. */
const Failed = async ({ searchParams }: PageProps<'/failed'>) => {
  const { kind: name, missing, from } = await searchParams;
  const kind = failureKind(name);
  // #region permissions
  // Anyone can link here, with any text.
  const missingScopes = logtoConfig.scopes?.filter((scope) => missing?.includes(scope));
  // #endregion
  // Return to what failed, if signing in helps. A callback would only fail again.
  const returnTo = failureStatus[kind] === 401 ? String(from ?? '/') : '/';
  // Without its store, the session cannot be read.
  const context = kind === 'store' ? undefined : await getLogtoContext(logtoConfig).catch(showPageFailure);
  // Another tab has finished the sign-in.
  if (kind === 'stale' && context?.isAuthenticated) redirect('/');

  return (
    <Shell current="/failed" signedIn={context?.isAuthenticated}>
      <Failure kind={kind} idleMinutes={environment.idleMinutes} missing={missingScopes}>
        {context?.isAuthenticated === false && (
          <PendingButton action={signInAndReturn} label="Sign in" fields={{ returnTo }} />
        )}
      </Failure>
    </Shell>
  );
};

export default Failed;
