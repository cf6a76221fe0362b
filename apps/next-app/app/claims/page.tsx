import { getLogtoContext } from '@logto/next/server-actions';
import { ClaimsTable } from '@repo/ui';
import type { Metadata } from 'next';
import { Shell } from '../../components/shell';
import { logtoConfig } from '../../logto/config';
import { showPageFailure } from '../../logto/failures';
import { redirectToSignIn } from '../../logto/protect';

export const metadata: Metadata = { title: 'Claims' };

const Claims = async () => {
  const { claims } = await getLogtoContext(logtoConfig).catch(showPageFailure);
  if (!claims) return redirectToSignIn();

  return (
    <Shell current="/claims" heading="Claims" signedIn>
      <ClaimsTable claims={claims} caption="What the ID token says about you" />
    </Shell>
  );
};

export default Claims;
