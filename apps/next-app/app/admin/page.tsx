import { getAccessTokenRSC, getLogtoContext } from '@logto/next/server-actions';
import { resources } from '@repo/config/apis';
import { callApi } from '@repo/server';
import { CallList, ItemNames } from '@repo/ui';
import type { Metadata } from 'next';
import { CallForm } from '../../components/call-form';
import { Shell } from '../../components/shell';
import { environment } from '../../environment';
import { logtoConfig } from '../../logto/config';
import { showPageFailure } from '../../logto/failures';
import { requireScopes } from '../../logto/permissions';
import { redirectToSignIn } from '../../logto/protect';
import { addItem } from './actions';

export const metadata: Metadata = { title: 'Admin' };

// A page cannot store tokens: `beforePage` has already stored the one for this page, which `logto/protect.ts` lists. A page cannot
// clear tokens either, so it shows a 401 from the API. The button's action tries again with a new token.
const readItems = () =>
  callApi(`${environment.resourceServerUrl}/shopping/items`, {
    method: 'GET',
    getAccessToken: () => getAccessTokenRSC(logtoConfig, resources.shopping),
  });

/** For those who may write to the Shopping API. */
const Admin = async () => {
  const { claims } = await getLogtoContext(logtoConfig).catch(showPageFailure);
  if (!claims) return redirectToSignIn();

  // `ignoreCookieChange`, because a page cannot store a token, and `beforePage` has stored it.
  await requireScopes(resources.shopping, ['shopping:write'], { ignoreCookieChange: true }).catch(
    showPageFailure,
  );
  const list = await readItems().catch(showPageFailure);

  return (
    <Shell current="/admin" heading="Admin" signedIn>
      <CallList>
        <CallForm
          name="Shopping list"
          details={[['Items', <ItemNames key="items" body={list.body} />]]}
          user={claims.sub}
          action={addItem}
          buttons={[{ label: 'Add item', inputs: [{ label: 'Name', name: 'name' }] }]}
          result={list.status === 200 ? undefined : list}
        />
      </CallList>
    </Shell>
  );
};

export default Admin;
