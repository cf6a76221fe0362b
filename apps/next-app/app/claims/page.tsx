import { getLogtoContext } from '@logto/next/server-actions';
import { source } from '@repo/config/source';
import { ClaimsTable } from '@repo/ui';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { logtoConfig } from '../logto';
import { Shell } from '../shell';

export const metadata: Metadata = { title: 'Claims' };

const Claims = async () => {
  const { claims } = await getLogtoContext(logtoConfig);
  // proxy.ts has sent everybody else to sign in already; a page that shows data checks for itself all the same.
  if (!claims) redirect('/');

  return (
    <Shell current="/claims" signedIn source={source('app/claims/page.tsx', 'getLogtoContext(logtoConfig)')}>
      <h1>Claims</h1>
      <ClaimsTable claims={claims} caption="What the ID token says about you" />
    </Shell>
  );
};

export default Claims;
