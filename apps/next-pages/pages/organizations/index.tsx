import { lastOrganizationCookie, type UserOrganization } from '@repo/server';
import { OrganizationList } from '@repo/ui';
import { PendingButton } from '../../components/pending-button';
import { Shell } from '../../components/shell';
import { environment } from '../../environment';
import { logtoClient } from '../../logto/client';
import { withFailurePage } from '../../logto/failures';
import { listOrganizations } from '../../logto/organization';
import { redirectToSignIn } from '../../logto/protect';

type Props = { organizations: UserOrganization[]; search: string; last: string };

const Organizations = (props: Props) => (
  <Shell current="/organizations" heading="Organizations" signedIn>
    <OrganizationList path="/organizations" {...props} />
    <p>Joined or left one since you signed in?</p>
    <PendingButton action="/api/refresh-claims" label="Refresh claims" variant="secondary" />
  </Shell>
);

export default Organizations;

export const getServerSideProps = withFailurePage(
  logtoClient.withLogtoSsr(async ({ req, res, query, resolvedUrl }) => {
    const { claims } = req.user;
    if (!claims) return redirectToSignIn(resolvedUrl);

    const client = await logtoClient.createNodeClientFromNextApi(req, res);
    const organizations = await listOrganizations(claims, () => client.fetchUserInfo());
    const last = req.cookies[lastOrganizationCookie(environment)] ?? '';
    return { props: { organizations, search: String(query.search ?? ''), last } satisfies Props };
  }),
);
