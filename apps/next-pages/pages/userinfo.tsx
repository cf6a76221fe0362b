import type { IdTokenClaims, UserInfoResponse } from '@logto/next';
import { ClaimsTable } from '@repo/ui';
import { Shell } from '../components/shell';
import { logtoClient } from '../logto/client';
import { withFailurePage } from '../logto/failures';
import { redirectToSignIn } from '../logto/protect';

type Props = { claims: IdTokenClaims; userInfo: UserInfoResponse };

const Userinfo = ({ claims, userInfo }: Props) => (
  <Shell current="/userinfo" heading="Userinfo" signedIn>
    <ClaimsTable claims={userInfo} caption="What the userinfo endpoint says about you" idToken={claims} />
  </Shell>
);

export default Userinfo;

export const getServerSideProps = withFailurePage(
  logtoClient.withLogtoSsr(
    async ({ req, resolvedUrl }) => {
      const { claims, userInfo } = req.user;
      if (!claims || !userInfo) return redirectToSignIn(resolvedUrl);

      return { props: { claims, userInfo } };
    },
    { fetchUserInfo: true },
  ),
);
