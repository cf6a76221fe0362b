import { createBackChannelLogout } from '@repo/server';
import { environment } from '../../../environment';
import { endSessions } from '../../../logto/session';
import { authRoute } from '../../../logto/sign-in';

const logOut = createBackChannelLogout(environment, endSessions);

/** Logto posts a logout token here when a visitor signs out anywhere. */
export default authRoute(['POST'], async (request, response) => {
  const { status, body } = await logOut(request.body?.logout_token);
  response.status(status).json(body);
});

export const config = { api: { bodyParser: { sizeLimit: '8kb' } } };
