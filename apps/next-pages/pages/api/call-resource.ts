import { apis } from '@repo/config/apis';
import { callApi, refuseFormOfOtherUser } from '@repo/server';
import { environment } from '../../environment';
import { logtoClient } from '../../logto/client';
import { answerFailure } from '../../logto/failures';

/**
 * The buttons of pages/resources.tsx post here. Calls an API with an access token for its resource. The session caches the
 * token. A refusal by the API is a response, which the page shows. Only thrown errors reach `answerFailure`.
 */
export default logtoClient.withLogtoApiRoute(
  async (request, response) => {
    if (request.method !== 'POST') return response.status(405).setHeader('Allow', 'POST').end();
    const { claims } = request.user;
    // `proxy.ts` has already refused signed-out visitors.
    if (!claims) return response.status(401).json({ kind: 'ended' });
    // The form may have been shown before somebody else signed in.
    refuseFormOfOtherUser(request.body?.user, claims);

    const api = apis.find(({ indicator }) => indicator === request.body?.indicator);
    if (!api) return response.status(400).json({ kind: 'unexpected', message: 'Unknown API resource' });

    // `withLogtoApiRoute` does not expose its client, so create the one that gets and stores tokens.
    const client = await logtoClient.createNodeClientFromNextApi(request, response);
    const isWrite = request.body.method === 'POST';
    const answer = await callApi(`${environment.resourceServerUrl}${api.path}`, {
      method: isWrite ? 'POST' : 'GET',
      body: isWrite ? { name: 'Written by the Pages Router app' } : undefined,
      getAccessToken: () => client.getAccessToken(api.indicator),
      clearAccessToken: () => client.clearAccessToken(),
    });
    response.json(answer);
  },
  {},
  answerFailure,
);

export const config = { api: { bodyParser: { sizeLimit: '2kb' } } };
