import { type FailureKind, failureKind, failureStatus } from '@repo/server';
import { Failure, failureTexts } from '@repo/ui';
import { PendingButton } from '../components/pending-button';
import { Shell } from '../components/shell';
import { environment } from '../environment';
import { logtoClient } from '../logto/client';
import { logtoConfig } from '../logto/config';
import { withFailurePage } from '../logto/failures';

/** `isSignedIn` is null if the session cannot be read, `idleMinutes` if there is no limit. */
type Props = {
  kind: FailureKind;
  missing: string[];
  isSignedIn: boolean | null;
  /** Where the visitor goes after signing in again. */
  returnTo: string;
  idleMinutes: number | null;
};

const Failed = ({ kind, missing, isSignedIn, returnTo, idleMinutes }: Props) => (
  <Shell title={failureTexts[kind].heading} signedIn={isSignedIn === true}>
    <Failure kind={kind} idleMinutes={idleMinutes ?? undefined} missing={missing}>
      {isSignedIn === false && (
        <PendingButton
          action={`/api/logto/sign-in?returnTo=${encodeURIComponent(returnTo)}`}
          label="Sign in"
        />
      )}
    </Failure>
  </Shell>
);

export default Failed;

export const getServerSideProps = withFailurePage(async ({ req, res, query }) => {
  const kind = failureKind(query.kind);
  const idleMinutes = environment.idleMinutes ?? null;
  res.statusCode = failureStatus[kind];
  // #region permissions
  // Anyone can link here, with any text.
  const missing = logtoConfig.scopes?.filter((scope) => query.missing?.includes(scope)) ?? [];
  // #endregion
  // Return to what failed, if signing in helps. A callback would only fail again.
  const returnTo = failureStatus[kind] === 401 ? String(query.from ?? '/') : '/';
  if (kind === 'store') return { props: { kind, missing, idleMinutes, returnTo, isSignedIn: null } };

  const client = await logtoClient.createNodeClientFromNextApi(req, res);
  const isSignedIn = await client.isAuthenticated();
  // Another tab has finished the sign-in.
  if (kind === 'stale' && isSignedIn) return { redirect: { destination: '/', permanent: false } };

  return { props: { kind, missing, idleMinutes, returnTo, isSignedIn } };
});
