import { source } from '@repo/config/source';
import { Failure, type FailureKind, failureKind, failures, PostButton, type SourceReference } from '@repo/ui';
import { logtoClient } from '../logto-client';
import { Shell } from '../shell';

type Props = { kind: FailureKind; signedIn: boolean; source: SourceReference };

const Failed = ({ kind, signedIn, source }: Props) => (
  <Shell title={failures[kind].heading} signedIn={signedIn} source={source}>
    <Failure kind={kind}>{!signedIn && <PostButton action="/api/logto/sign-in" label="Sign in" />}</Failure>
  </Shell>
);

export default Failed;

export const getServerSideProps = logtoClient.withLogtoSsr(async ({ req, res, query }) => {
  const kind = failureKind(query.kind);
  res.statusCode = failures[kind].status;
  return { props: { kind, signedIn: req.user.isAuthenticated, source: source('pages/failed.tsx') } };
});
