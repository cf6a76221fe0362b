import { resources } from '@repo/config';
import { callApi } from '../../call-api';
import { answerFailed } from '../../failed';
import { keepCookies } from '../../keep-cookies';
import { logtoClient } from '../../logto-client';

/** Asks for a token for one organization, which the session keeps, and calls the API with it. */
export default logtoClient.withLogtoApiRoute(
  async (request, response) => {
    keepCookies(response);
    response.setHeader('Cache-Control', 'private, no-store');
    if (request.method !== 'POST') return response.status(405).setHeader('Allow', 'POST').end();
    if (!request.user.isAuthenticated) return response.status(401).json({ kind: 'ended' });

    const { organizations } = request.user.claims ?? {};
    const id = organizations?.find((organization) => organization === request.body?.id);
    if (!id)
      return response.status(400).json({ kind: 'unexpected', message: 'Not an organization of this user' });

    const client = await logtoClient.createNodeClientFromNextApi(request, response);
    const getToken = () => client.getOrganizationToken(id);
    const path = `/organizations/${encodeURIComponent(id)}/members`;
    switch (request.body.call) {
      case 'members':
        return response.json(await callApi(client, getToken, { method: 'GET', path }));
      case 'invite': {
        const body = { email: 'newcomer@example.com' };
        return response.json(await callApi(client, getToken, { method: 'POST', path, body }));
      }
      case 'shopping': {
        const getAccessToken = () => client.getAccessToken(resources.shopping, id);
        return response.json(
          await callApi(client, getAccessToken, { method: 'GET', path: '/shopping/items' }),
        );
      }
      default:
        return response.status(400).json({ kind: 'unexpected', message: 'Unknown call' });
    }
  },
  {},
  answerFailed,
);

// The fields of one button need no more.
export const config = { api: { bodyParser: { sizeLimit: '2kb' } } };
