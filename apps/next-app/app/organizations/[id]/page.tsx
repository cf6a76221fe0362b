import { getLogtoContext } from '@logto/next/server-actions';
import { CallList, ItemNames, MemberNames, OrganizationSwitcher } from '@repo/ui';
import type { Metadata } from 'next';
import { CallForm } from '../../../components/call-form';
import { Shell } from '../../../components/shell';
import { logtoConfig } from '../../../logto/config';
import { showPageFailure } from '../../../logto/failures';
import { callForOrganization, listOrganizations, pageTokens } from '../../../logto/organization';
import { redirectToSignIn } from '../../../logto/protect';
import NotFound from '../../not-found';
import { callOrganization } from '../actions';

export const metadata: Metadata = { title: 'Organization' };

const Organization = async ({ params }: PageProps<'/organizations/[id]'>) => {
  const { claims } = await getLogtoContext(logtoConfig).catch(showPageFailure);
  if (!claims) return redirectToSignIn();

  const { id } = await params;
  // Only the visitor's own: the claims of the ID token decide, and then Logto, when it is asked for a token.
  if (!claims.organizations?.includes(id)) return <NotFound />;

  const organizations = await listOrganizations(claims, async () => {
    const { userInfo } = await getLogtoContext(logtoConfig, { fetchUserInfo: true });
    return userInfo;
  }).catch(showPageFailure);
  const { name = id, roles = [] } = organizations.find((organization) => organization.id === id) ?? {};
  const members = await callForOrganization(id, { call: 'members' }, pageTokens).catch(showPageFailure);
  const items = await callForOrganization(id, { call: 'shopping' }, pageTokens).catch(showPageFailure);

  return (
    <Shell current="/organizations" heading="Organization" signedIn>
      <OrganizationSwitcher path="/organizations" organizations={organizations} current={id} />
      <CallList>
        <CallForm
          name={name}
          details={[
            ['Organization ID', id],
            ['Your roles', roles.join(' ')],
            ['Members', <MemberNames key="members" body={members?.body} you={claims.sub} />],
            ['Shopping list', <ItemNames key="items" body={items?.body} />],
          ]}
          user={claims.sub}
          action={callOrganization}
          buttons={[
            { label: `Members of ${name}`, fields: { id, call: 'members' } },
            { label: `Shopping list of ${name}`, fields: { id, call: 'shopping' } },
            {
              label: `Invite to ${name}`,
              fields: { id, call: 'invite' },
              inputs: [{ label: 'Email', name: 'email', type: 'email' }],
            },
          ]}
          result={[members, items].find((list) => list?.status !== 200)}
        />
      </CallList>
    </Shell>
  );
};

export default Organization;
