import { source } from '@repo/config/source';
import { Failure, type FailureKind, failureKind, failures, PostButton, type SourceReference } from '@repo/ui';
import { pageOrFailed } from '../failed';
import { logtoClient } from '../logto-client';
import { Shell } from '../shell';

type Props = { kind: FailureKind; signedIn: boolean; signedOut: boolean; source: SourceReference };

const Failed = ({ kind, signedIn, signedOut, source }: Props) => (
  <Shell title={failures[kind].heading} signedIn={signedIn} source={source}>
    <Failure kind={kind}>{signedOut && <PostButton action="/api/logto/sign-in" label="Sign in" />}</Failure>
  </Shell>
);

export default Failed;

export const getServerSideProps = pageOrFailed(async ({ req, res, query }) => {
  const kind = failureKind(query.kind);
  res.statusCode = failures[kind].status;
  // Where the session cannot be read, nobody knows whether the visitor is signed in.
  const client = kind !== 'store' && (await logtoClient.createNodeClientFromNextApi(req, res));
  const isAuthenticated = client && (await client.isAuthenticated());

  return {
    props: {
      kind,
      signedIn: isAuthenticated,
      signedOut: client && !isAuthenticated,
      source: source('pages/failed.tsx'),
    },
  };
});
