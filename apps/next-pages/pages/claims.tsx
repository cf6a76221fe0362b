import type { IdTokenClaims } from '@logto/next';
import { ClaimsTable } from '@repo/ui';
import { Shell } from '../components/shell';
import { logtoClient } from '../logto/client';
import { withFailurePage } from '../logto/failures';
import { redirectToSignIn } from '../logto/protect';

const Claims = ({ claims }: { claims: IdTokenClaims }) => (
  <Shell current="/claims" heading="Claims" signedIn>
    <ClaimsTable claims={claims} caption="What the ID token says about you" />
  </Shell>
);

export default Claims;

export const getServerSideProps = withFailurePage(
  logtoClient.withLogtoSsr(async ({ req, resolvedUrl }) => {
    const { claims } = req.user;
    if (!claims) return redirectToSignIn(resolvedUrl);

    return { props: { claims } };
  }),
);
