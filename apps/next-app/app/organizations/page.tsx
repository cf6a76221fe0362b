import { getLogtoContext } from '@logto/next/server-actions';
import { source } from '@repo/config/source';
import { createOrganizationList } from '@repo/server';
import { CallList } from '@repo/ui';
import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { CallForm } from '../call-form';
import { fetchUserInfo } from '../fetch-user-info';
import { logtoConfig } from '../logto';
import { Shell } from '../shell';
import { callForOrganization } from './actions';

export const metadata: Metadata = { title: 'Organizations' };

const listOrganizations = createOrganizationList();

const Organizations = async ({ searchParams }: PageProps<'/organizations'>) => {
  const { claims } = await getLogtoContext(logtoConfig);
  if (!claims) redirect('/');

  const parameters = await searchParams;
  const organizations = await listOrganizations(claims, () => fetchUserInfo('/organizations', parameters));

  return (
    <Shell
      current="/organizations"
      signedIn
      source={source('app/organizations/actions.ts', 'getOrganizationToken(logtoConfig, id)')}
    >
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
