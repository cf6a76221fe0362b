import { resources } from '@repo/config/apis';
import { type ApiAnswer, callApi } from '@repo/server';
import { CallList, ItemNames } from '@repo/ui';
import { CallForm } from '../components/call-form';
import { Shell } from '../components/shell';
import { environment } from '../environment';
import { logtoClient } from '../logto/client';
import { withFailurePage } from '../logto/failures';
import { requireScopes } from '../logto/permissions';
import { redirectToSignIn } from '../logto/protect';

/** For those who may write to the Shopping API. */
const Admin = ({ user, list }: { user: string; list: ApiAnswer }) => (
  <Shell current="/admin" heading="Admin" signedIn>
    <noscript>
      <p>The form needs JavaScript.</p>
    </noscript>
    <CallList>
      <CallForm
        name="Shopping list"
        details={[['Items', <ItemNames key="items" body={list.body} />]]}
        user={user}
        action="/api/call-items"
        changesPage
        buttons={[{ label: 'Add item', inputs: [{ label: 'Name', name: 'name' }] }]}
        result={list.status === 200 ? undefined : list}
      />
    </CallList>
  </Shell>
);

export default Admin;

export const getServerSideProps = withFailurePage(
  logtoClient.withLogtoSsr(async ({ req, res, resolvedUrl }) => {
    const { claims } = req.user;
    if (!claims) return redirectToSignIn(resolvedUrl);

    const client = await logtoClient.createNodeClientFromNextApi(req, res);
    await requireScopes(client, resources.shopping, ['shopping:write']);
    const list = await callApi(`${environment.resourceServerUrl}/shopping/items`, {
      method: 'GET',
      getAccessToken: () => client.getAccessToken(resources.shopping),
      clearAccessToken: () => client.clearAccessToken(),
    });
    return { props: { user: claims.sub, list } };
  }),
);
