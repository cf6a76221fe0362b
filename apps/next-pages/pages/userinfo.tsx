import type { IdTokenClaims, UserInfoResponse } from '@logto/next';
import { source } from '@repo/config/source';
import { ClaimsTable, type SourceReference } from '@repo/ui';
import { pageOrFailed } from '../failed';
import { logtoClient } from '../logto-client';
import { Shell } from '../shell';
import { toSignIn } from '../to-sign-in';

type Props = { claims: IdTokenClaims; userInfo: UserInfoResponse; source: SourceReference };

const Userinfo = ({ claims, userInfo, source }: Props) => (
  <Shell current="/userinfo" title="Userinfo" signedIn source={source}>
    <h1>Userinfo</h1>
    <ClaimsTable
      claims={userInfo}
      caption="What Logto’s userinfo endpoint says about you"
      only={Object.keys(userInfo).filter((name) => !(name in claims))}
    />
  </Shell>
);

export default Userinfo;

export const getServerSideProps = pageOrFailed(
  logtoClient.withLogtoSsr(
    async ({ req, resolvedUrl }) => {
      const { claims, userInfo } = req.user;
      if (!claims || !userInfo) return toSignIn(resolvedUrl);

      return {
        props: {
          claims,
          userInfo,
          source: source('pages/userinfo.tsx', '{ fetchUserInfo: true }'),
        },
      };
    },
    { fetchUserInfo: true },
  ),
);
