import type { IdTokenClaims } from '@logto/next';
import { source } from '@repo/config/source';
import { ClaimsTable, type SourceReference } from '@repo/ui';
import { pageOrFailed } from '../failed';
import { logtoClient } from '../logto-client';
import { Shell } from '../shell';
import { toSignIn } from '../to-sign-in';

type Props = { claims: IdTokenClaims; source: SourceReference };

const Claims = ({ claims, source }: Props) => (
  <Shell current="/claims" title="Claims" signedIn source={source}>
    <h1>Claims</h1>
    <ClaimsTable claims={claims} caption="What the ID token says about you" />
  </Shell>
);

export default Claims;

export const getServerSideProps = pageOrFailed(
  logtoClient.withLogtoSsr(async ({ req, resolvedUrl }) => {
    const { claims } = req.user;
    if (!claims) return toSignIn(resolvedUrl);

    return { props: { claims, source: source('pages/claims.tsx', 'logtoClient.withLogtoSsr') } };
  }),
);
