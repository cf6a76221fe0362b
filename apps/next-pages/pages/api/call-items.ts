import { resources } from '@repo/config';
import { callApi, refuseFormOfOtherUser } from '@repo/server';
import { environment } from '../../environment';
import { logtoClient } from '../../logto/client';
import { answerFailure } from '../../logto/failures';
import { requireScopes } from '../../logto/permissions';

/** Adds an item to the visitor's shopping list, for the form of the page `/admin`. */
export default logtoClient.withLogtoApiRoute(
  async (request, response) => {
    if (request.method !== 'POST') return response.status(405).setHeader('Allow', 'POST').end();

    const client = await logtoClient.createNodeClientFromNextApi(request, response);
    await requireScopes(client, resources.shopping, ['shopping:write']);
    if (request.user.claims) refuseFormOfOtherUser(request.body?.user, request.user.claims);
    const answer = await callApi(`${environment.resourceServerUrl}/shopping/items`, {
      method: 'POST',
      body: { name: String(request.body?.name ?? '') },
      getAccessToken: () => client.getAccessToken(resources.shopping),
      clearAccessToken: () => client.clearAccessToken(),
    });
    response.json(answer);
  },
  {},
  answerFailure,
);

export const config = { api: { bodyParser: { sizeLimit: '2kb' } } };
