import { refuseFormOfOtherUser } from '@repo/server';
import { logtoClient } from '../../logto/client';
import { answerFailure } from '../../logto/failures';
import { callForOrganization } from '../../logto/organization';

/** Calls the API for one of the visitor's organizations. */
export default logtoClient.withLogtoApiRoute(
  async (request, response) => {
    if (request.method !== 'POST') return response.status(405).setHeader('Allow', 'POST').end();
    const { claims } = request.user;
    if (!claims) return response.status(401).json({ kind: 'ended' });

    const id = claims.organizations?.find((organization) => organization === request.body?.id);
    if (!id) return response.status(404).json({ kind: 'unexpected', message: 'Unknown organization' });

    refuseFormOfOtherUser(request.body?.user, claims);
    const client = await logtoClient.createNodeClientFromNextApi(request, response);
    const answer = await callForOrganization(client, request, id, request.body);
    if (!answer) return response.status(400).json({ kind: 'unexpected', message: 'Unknown call' });
    response.json(answer);
  },
  {},
  answerFailure,
);

export const config = { api: { bodyParser: { sizeLimit: '2kb' } } };
