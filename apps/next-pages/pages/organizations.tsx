import { source } from '@repo/config/source';
import { createOrganizationList, type UserOrganization } from '@repo/server';
import { CallList, type SourceReference } from '@repo/ui';
import { CallForm } from '../call-form';
import { pageOrFailed } from '../failed';
import { logtoClient } from '../logto-client';
import { Shell } from '../shell';
import { toSignIn } from '../to-sign-in';

type Props = { organizations: UserOrganization[]; source: SourceReference };

const Organizations = ({ organizations, source }: Props) => (
  <Shell current="/organizations" title="Organizations" signedIn source={source}>
    <h1>Organizations</h1>
    <noscript>
      <p>The buttons call API routes of this app, which needs JavaScript.</p>
    </noscript>
    <CallList empty="You belong to no organization.">
      {organizations.map(({ id, name, roles }) => (
        <CallForm
          key={id}
          name={name}
          details={[
            ['Organization ID', id],
            ['Your roles', roles.join(' ')],
          ]}
          action="/api/call-for-organization"
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

export default Organizations;

const listOrganizations = createOrganizationList();

export const getServerSideProps = pageOrFailed(
  logtoClient.withLogtoSsr(async ({ req, res, resolvedUrl }) => {
    const { claims } = req.user;
    if (!claims) return toSignIn(resolvedUrl);

    const client = await logtoClient.createNodeClientFromNextApi(req, res);
    return {
      props: {
        organizations: await listOrganizations(claims, () => client.fetchUserInfo()),
        source: source('pages/api/call-for-organization.ts', 'client.getOrganizationToken(id)'),
      },
    };
  }),
);
