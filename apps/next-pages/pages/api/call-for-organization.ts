import { resources } from '@repo/config';
import { callApi } from '@repo/server';
import { environment } from '../../environment';
import { logtoClient } from '../../logto/client';
import { answerFailure } from '../../logto/failures';

/** Calls the API with a token for one of the visitor's organizations. The session caches the token. */
export default logtoClient.withLogtoApiRoute(
  async (request, response) => {
    if (request.method !== 'POST') return response.status(405).setHeader('Allow', 'POST').end();
    if (!request.user.isAuthenticated) return response.status(401).json({ kind: 'ended' });

    const id = request.user.claims?.organizations?.find((organization) => organization === request.body?.id);
    if (!id) return response.status(400).json({ kind: 'unexpected', message: 'Unknown organization' });

    const client = await logtoClient.createNodeClientFromNextApi(request, response);
    const { call } = request.body;
    const isShopping = call === 'shopping';
    const path = isShopping ? '/shopping/items' : `/organizations/${encodeURIComponent(id)}/members`;
    const answer = await callApi(`${environment.resourceServerUrl}${path}`, {
      method: call === 'invite' ? 'POST' : 'GET',
      body: call === 'invite' ? { email: 'newcomer@example.com' } : undefined,
      getAccessToken: () =>
        isShopping ? client.getAccessToken(resources.shopping, id) : client.getOrganizationToken(id),
      clearAccessToken: () => client.clearAccessToken(),
    });
    response.json(answer);
  },
  {},
  answerFailure,
);

export const config = { api: { bodyParser: { sizeLimit: '2kb' } } };
