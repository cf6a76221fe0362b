import { logtoClient, refreshClaims } from '../../logto/client';
import { showFailure } from '../../logto/failures';

/** Renews the list of organizations. */
export default logtoClient.withLogtoApiRoute(
  async (request, response) => {
    if (request.method !== 'POST') return response.status(405).setHeader('Allow', 'POST').end();

    const client = await logtoClient.createNodeClientFromNextApi(request, response);
    await refreshClaims(client);
    response.redirect(303, '/organizations');
  },
  {},
  showFailure,
);
