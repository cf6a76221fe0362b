import { apis } from '@repo/config';
import { type Call, callApi } from '../../call-api';
import { answerFailed } from '../../failed';
import { keepCookies } from '../../keep-cookies';
import { logtoClient } from '../../logto-client';

/** Asks for an access token for the API resource, which the session keeps, and calls the API with it. */
export default logtoClient.withLogtoApiRoute(
  async (request, response) => {
    keepCookies(response);
    response.setHeader('Cache-Control', 'private, no-store');
    if (request.method !== 'POST') return response.status(405).setHeader('Allow', 'POST').end();
    if (!request.user.isAuthenticated) return response.status(401).json({ kind: 'ended' });

    const api = apis.find(({ indicator }) => indicator === request.body?.indicator);
    if (!api) return response.status(400).json({ kind: 'unexpected', message: 'Unknown API resource' });

    const client = await logtoClient.createNodeClientFromNextApi(request, response);
    const getAccessToken = () => client.getAccessToken(api.indicator);
    const { path } = api;
    const body = { name: 'Written by the Pages Router app' };
    const call: Call =
      request.body.method === 'POST' ? { method: 'POST', path, body } : { method: 'GET', path };
    response.json(await callApi(client, getAccessToken, call));
  },
  {},
  answerFailed,
);

// The fields of one button need no more.
export const config = { api: { bodyParser: { sizeLimit: '2kb' } } };
