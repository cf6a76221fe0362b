import { getLogtoContext } from '@logto/next/server-actions';
import { ClaimsTable } from '@repo/ui';
import type { Metadata } from 'next';
import { Shell } from '../../components/shell';
import { logtoConfig } from '../../logto/config';
import { showPageFailure } from '../../logto/failures';
import { redirectToSignIn } from '../../logto/protect';

export const metadata: Metadata = { title: 'Userinfo' };

const Userinfo = async () => {
  const { claims, userInfo } = await getLogtoContext(logtoConfig, { fetchUserInfo: true }).catch(
    showPageFailure,
  );
  if (!claims || !userInfo) return redirectToSignIn();

  return (
    <Shell current="/userinfo" heading="Userinfo" signedIn>
      <ClaimsTable claims={userInfo} caption="What the userinfo endpoint says about you" idToken={claims} />
    </Shell>
  );
};

export default Userinfo;
