import { type FailureKind, failureKind, failureStatus } from '@repo/server';
import { Failure, failureTexts, PostButton } from '@repo/ui';
import { Shell } from '../components/shell';
import { logtoClient } from '../logto/client';
import { withFailurePage } from '../logto/failures';

/** `isSignedIn` is null if the session cannot be read. */
type Props = { kind: FailureKind; isSignedIn: boolean | null };

const Failed = ({ kind, isSignedIn }: Props) => (
  <Shell title={failureTexts[kind].heading} signedIn={isSignedIn === true}>
    <Failure kind={kind}>
      {isSignedIn === false && <PostButton action="/api/logto/sign-in" label="Sign in" />}
    </Failure>
  </Shell>
);

export default Failed;

export const getServerSideProps = withFailurePage(async ({ req, res, query }) => {
  const kind = failureKind(query.kind);
  res.statusCode = failureStatus[kind];
  if (kind === 'store') return { props: { kind, isSignedIn: null } };

  const client = await logtoClient.createNodeClientFromNextApi(req, res);
  const isSignedIn = await client.isAuthenticated();
  // Another tab has finished the sign-in.
  if (kind === 'stale' && isSignedIn) return { redirect: { destination: '/', permanent: false } };

  return { props: { kind, isSignedIn } };
});
