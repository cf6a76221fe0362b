import { apiRoute } from '../../../logto/api-route';
import { createLogtoClient } from '../../../logto/client';
import { signOutLocally } from '../../../logto/failures';

export default apiRoute({
  POST: (request, response) => {
    const client = createLogtoClient(request);
    return client.handleSignOut(undefined, signOutLocally)(request, response);
  },
});
