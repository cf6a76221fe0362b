import { logtoClient, refreshClaims } from '../../logto/client';
import { showFailure } from '../../logto/failures';
import { callInvitation } from '../../logto/organization';

/** Makes the visitor a member, as the renewed ID token then says. If it fails, the page says why. */
export default logtoClient.withLogtoApiRoute(
  async (request, response) => {
    if (request.method !== 'POST') return response.status(405).setHeader('Allow', 'POST').end();

    const id = String(request.body?.id ?? '');
    const client = await logtoClient.createNodeClientFromNextApi(request, response);
    const { status } = await callInvitation(client, id, 'POST');
    if (status !== 200) return response.redirect(303, `/invitations/${encodeURIComponent(id)}`);

    await refreshClaims(client);
    response.redirect(303, '/organizations');
  },
  {},
  showFailure,
);

export const config = { api: { bodyParser: { sizeLimit: '2kb' } } };
