import { type ApiAnswer, rememberOrganization, type UserOrganization } from '@repo/server';
import { CallList, ItemNames, MemberNames, OrganizationSwitcher } from '@repo/ui';
import { stringifySetCookie } from 'cookie';
import { CallForm } from '../../components/call-form';
import { Shell } from '../../components/shell';
import { environment } from '../../environment';
import { logtoClient } from '../../logto/client';
import { withFailurePage } from '../../logto/failures';
import { callForOrganization, listOrganizations } from '../../logto/organization';
import { redirectToSignIn } from '../../logto/protect';
import NotFound from '../[...path]';

type View = {
  organization: UserOrganization;
  organizations: UserOrganization[];
  members: ApiAnswer;
  items: ApiAnswer;
  you: string;
};

const Organization = ({ view }: { view: View | null }) => {
  if (!view) return <NotFound isSignedIn />;

  const { organizations, members, items, you } = view;
  const { id, name, roles } = view.organization;
  return (
    <Shell current="/organizations" title={name} heading="Organization" signedIn>
      <noscript>
        <p>The API buttons need JavaScript.</p>
      </noscript>
      <OrganizationSwitcher path="/organizations" organizations={organizations} current={id} />
      <CallList>
        <CallForm
          key={id}
          name={name}
          details={[
            ['Organization ID', id],
            ['Your roles', roles.join(' ')],
            ['Members', <MemberNames key="members" body={members.body} you={you} />],
            ['Shopping list', <ItemNames key="items" body={items.body} />],
          ]}
          user={you}
          action="/api/call-for-organization"
          changesPage
          buttons={[
            { label: `Members of ${name}`, fields: { id, call: 'members' } },
            { label: `Shopping list of ${name}`, fields: { id, call: 'shopping' } },
            {
              label: `Invite to ${name}`,
              fields: { id, call: 'invite' },
              inputs: [{ label: 'Email', name: 'email', type: 'email' }],
            },
          ]}
          result={[members, items].find(({ status }) => status !== 200)}
        />
      </CallList>
    </Shell>
  );
};

export default Organization;

export const getServerSideProps = withFailurePage(
  logtoClient.withLogtoSsr<{ view: View | null }>(async ({ req, res, params, resolvedUrl }) => {
    const { claims } = req.user;
    if (!claims) return redirectToSignIn(resolvedUrl);

    const client = await logtoClient.createNodeClientFromNextApi(req, res);
    // Only the visitor's own: the claims of the ID token decide, and then Logto, when it is asked for a token.
    const id = claims.organizations?.find((organization) => organization === params?.id);
    const organizations = id ? await listOrganizations(claims, () => client.fetchUserInfo()) : [];
    const organization = organizations.find((candidate) => candidate.id === id);
    const members =
      organization && (await callForOrganization(client, req, organization.id, { call: 'members' }));
    const items =
      organization && (await callForOrganization(client, req, organization.id, { call: 'shopping' }));
    if (!organization || !members || !items) {
      res.statusCode = 404;
      return { props: { view: null } };
    }

    // Last, because the SDK replaces the response's `Set-Cookie` headers when it stores a token.
    res.appendHeader('Set-Cookie', stringifySetCookie(...rememberOrganization(organization.id, environment)));
    return { props: { view: { organization, organizations, members, items, you: claims.sub } } };
  }),
);
