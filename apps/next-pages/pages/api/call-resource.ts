import { apis } from '@repo/config';
import { callApi } from '../../call-api';
import { answerFailed } from '../../failed';
import { logtoClient } from '../../logto-client';

/** Asks for an access token for the API resource, which the session keeps, and calls the API with it. */
export default logtoClient.withLogtoApiRoute(
  async (request, response) => {
    response.setHeader('Cache-Control', 'private, no-store');
    if (request.method !== 'POST') return response.status(405).setHeader('Allow', 'POST').end();
    if (!request.user.isAuthenticated) return response.status(401).json({ kind: 'ended' });

    const api = apis.find(({ indicator }) => indicator === request.body?.indicator);
    if (!api) return response.status(400).json({ message: 'Unknown API resource' });

    const client = await logtoClient.createNodeClientFromNextApi(request, response);
    const accessToken = await client.getAccessToken(api.indicator);
    response.json(
      request.body.method === 'POST'
        ? await callApi(accessToken, {
            method: 'POST',
            path: api.path,
            body: { name: 'Written by the Pages Router app' },
          })
        : await callApi(accessToken, { method: 'GET', path: api.path }),
    );
  },
  {},
  answerFailed,
);

// The fields of one button need no more.
export const config = { api: { bodyParser: { sizeLimit: '2kb' } } };
