import { getLogtoContext } from '@logto/next/server-actions';
import { lastOrganizationCookie } from '@repo/server';
import { OrganizationList } from '@repo/ui';
import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { PendingButton } from '../../components/pending-button';
import { Shell } from '../../components/shell';
import { environment } from '../../environment';
import { logtoConfig } from '../../logto/config';
import { showPageFailure } from '../../logto/failures';
import { listOrganizations } from '../../logto/organization';
import { redirectToSignIn } from '../../logto/protect';
import { renewOrganizations } from './actions';

export const metadata: Metadata = { title: 'Organizations' };

const Organizations = async ({ searchParams }: PageProps<'/organizations'>) => {
  const { claims } = await getLogtoContext(logtoConfig).catch(showPageFailure);
  if (!claims) return redirectToSignIn();

  const organizations = await listOrganizations(claims, async () => {
    const { userInfo } = await getLogtoContext(logtoConfig, { fetchUserInfo: true });
    return userInfo;
  }).catch(showPageFailure);
  const { search } = await searchParams;

  return (
    <Shell current="/organizations" heading="Organizations" signedIn>
      <OrganizationList
        path="/organizations"
        organizations={organizations}
        search={String(search ?? '')}
        last={(await cookies()).get(lastOrganizationCookie(environment))?.value}
      />
      <p>Joined or left one since you signed in?</p>
      <PendingButton action={renewOrganizations} label="Refresh claims" variant="secondary" />
    </Shell>
  );
};

export default Organizations;
