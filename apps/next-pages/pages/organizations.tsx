import { createOrganizationList, type UserOrganization } from '@repo/server';
import { CallList } from '@repo/ui';
import { CallForm } from '../components/call-form';
import { Shell } from '../components/shell';
import { logtoClient } from '../logto/client';
import { withFailurePage } from '../logto/failures';
import { redirectToSignIn } from '../logto/protect';

const Organizations = ({ organizations }: { organizations: UserOrganization[] }) => (
  <Shell current="/organizations" title="Organizations" signedIn>
    <h1>Organizations</h1>
    <noscript>
      <p>The API buttons need JavaScript.</p>
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

export const getServerSideProps = withFailurePage(
  logtoClient.withLogtoSsr(async ({ req, res, resolvedUrl }) => {
    const { claims } = req.user;
    if (!claims) return redirectToSignIn(resolvedUrl);

    const client = await logtoClient.createNodeClientFromNextApi(req, res);
    return { props: { organizations: await listOrganizations(claims, () => client.fetchUserInfo()) } };
  }),
);
