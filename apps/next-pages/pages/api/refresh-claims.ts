import { forgetTokenAnswers } from '@repo/server/share-token-requests';
import { logtoClient } from '../../logto/client';
import { showFailure } from '../../logto/failures';

/** Renews the ID token, whose claims list the organizations. */
export default logtoClient.withLogtoApiRoute(
  async (request, response) => {
    if (request.method !== 'POST') return response.status(405).setHeader('Allow', 'POST').end();

    const client = await logtoClient.createNodeClientFromNextApi(request, response);
    await client.clearAccessToken();
    // Logto also issues a new ID token, which the SDK stores. It must be newer than the change.
    forgetTokenAnswers();
    await client.getAccessToken();
    response.redirect(303, '/organizations');
  },
  {},
  showFailure,
);
