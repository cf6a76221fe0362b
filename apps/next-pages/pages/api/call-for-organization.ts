import { resources } from '@repo/config';
import { callApi } from '@repo/server';
import { environment } from '../../environment';
import { logtoClient } from '../../logto/client';
import { answerFailure } from '../../logto/failures';

/** Calls the API with a token for one of the visitor's organizations. The session caches the token. */
export default logtoClient.withLogtoApiRoute(
  async (request, response) => {
    response.setHeader('Cache-Control', 'private, no-store');
    if (request.method !== 'POST') return response.status(405).setHeader('Allow', 'POST').end();
    if (!request.user.isAuthenticated) return response.status(401).json({ kind: 'ended' });

    const id = request.user.claims?.organizations?.find((organization) => organization === request.body?.id);
    if (!id) return response.status(400).json({ kind: 'unexpected', message: 'Unknown organization' });

    const client = await logtoClient.createNodeClientFromNextApi(request, response);
    const clearAccessToken = () => client.clearAccessToken();
    const withToken = { getAccessToken: () => client.getOrganizationToken(id), clearAccessToken };
    const members = `${environment.resourceServerUrl}/organizations/${encodeURIComponent(id)}/members`;

    switch (request.body.call) {
      case 'members':
        return response.json(await callApi(members, { method: 'GET', ...withToken }));
      case 'invite': {
        const body = { email: 'newcomer@example.com' };
        return response.json(await callApi(members, { method: 'POST', body, ...withToken }));
      }
      case 'shopping':
        return response.json(
          await callApi(`${environment.resourceServerUrl}/shopping/items`, {
            method: 'GET',
            getAccessToken: () => client.getAccessToken(resources.shopping, id),
            clearAccessToken,
          }),
        );
      default:
        return response.status(400).json({ kind: 'unexpected', message: 'Unknown call' });
    }
  },
  {},
  answerFailure,
);

export const config = { api: { bodyParser: { sizeLimit: '2kb' } } };
