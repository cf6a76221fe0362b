import { apiRoute } from '../../../logto/api-route';
import { createLogtoClient } from '../../../logto/client';
import { showFailure } from '../../../logto/failures';

export default apiRoute({
  GET: (request, response) => {
    // The SDK builds the address of the callback from its client's `baseUrl`.
    const client = createLogtoClient(request);
    // The SDK exchanges the code for tokens, and stores them in the session. `undefined`: it then redirects to the
    // `postRedirectUri` that sign-in stored, or else to `baseUrl`.
    return client.handleSignInCallback(undefined, showFailure)(request, response);
  },
});
