import { resources } from '@repo/config';
import { callApi } from '@repo/server';
import { environment } from '../../environment';
import { logtoClient } from '../../logto/client';
import { answerFailure } from '../../logto/failures';
import { requireScopes } from '../../logto/permissions';

/** The visitor's shopping list, for scripts: GET reads it, POST adds an item, sent as `{"name": "…"}`. */
export default logtoClient.withLogtoApiRoute(
  async (request, response) => {
    const { method } = request;
    if (method !== 'GET' && method !== 'POST') {
      return response.status(405).setHeader('Allow', 'GET, POST').end();
    }

    const client = await logtoClient.createNodeClientFromNextApi(request, response);
    await requireScopes(client, resources.shopping, [method === 'GET' ? 'shopping:read' : 'shopping:write']);
    const { status, body } = await callApi(`${environment.resourceServerUrl}/shopping/items`, {
      method,
      body: method === 'POST' ? request.body : undefined,
      getAccessToken: () => client.getAccessToken(resources.shopping),
      clearAccessToken: () => client.clearAccessToken(),
    });
    response.status(status).json(body);
  },
  {},
  answerFailure,
);

export const config = { api: { bodyParser: { sizeLimit: '2kb' } } };
