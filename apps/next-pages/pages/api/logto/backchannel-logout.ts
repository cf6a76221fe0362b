import { createBackChannelLogout } from '@repo/server';
import { environment } from '../../../environment';
import { apiRoute } from '../../../logto/api-route';
import { endSessions } from '../../../logto/session';

const logOut = createBackChannelLogout(environment, endSessions);

/** Logto posts a logout token here when a visitor signs out anywhere. */
export default apiRoute({
  POST: async (request, response) => {
    const { status, body } = await logOut(request.body?.logout_token);
    response.status(status).json(body);
  },
});

export const config = { api: { bodyParser: { sizeLimit: '8kb' } } };
