import { getLogtoContext } from '@logto/next/server-actions';
import { createOrganizationList } from '@repo/server';
import { CallList } from '@repo/ui';
import type { Metadata } from 'next';
import { CallForm } from '../../components/call-form';
import { Shell } from '../../components/shell';
import { logtoConfig } from '../../logto/config';
import { showPageFailure } from '../../logto/failures';
import { redirectToSignIn } from '../../logto/protect';
import { callForOrganization } from './actions';

export const metadata: Metadata = { title: 'Organizations' };

const listOrganizations = createOrganizationList();

const Organizations = async () => {
  const { claims } = await getLogtoContext(logtoConfig).catch(showPageFailure);
  if (!claims) return redirectToSignIn();

  const organizations = await listOrganizations(claims, async () => {
    const { userInfo } = await getLogtoContext(logtoConfig, { fetchUserInfo: true });
    return userInfo;
  }).catch(showPageFailure);

  return (
    <Shell current="/organizations" signedIn>
      <h1>Organizations</h1>
      <CallList empty="You belong to no organization.">
        {organizations.map(({ id, name, roles }) => (
          <CallForm
            key={id}
            name={name}
            details={[
              ['Organization ID', id],
              ['Your roles', roles.join(' ')],
            ]}
            action={callForOrganization}
            buttons={[
              { label: `Members of ${name}`, fields: { id, call: 'members' } },
              { label: `Invite to ${name}`, fields: { id, call: 'invite' } },
              { label: `Shopping list of ${name}`, fields: { id, call: 'shopping' } },
            ]}
          />
        ))}
      </CallList>
    </Shell>
  );
};

export default Organizations;
