import { createLogtoClient } from '../../../logto/client';
import { showFailure } from '../../../logto/failures';
import { authRoute } from '../../../logto/sign-in';

export default authRoute(['GET'], (request, response) => {
  const logtoClient = createLogtoClient(request);
  // Without a target of its own, it redirects to the page that required sign-in, or else to the home page.
  return logtoClient.handleSignInCallback(undefined, showFailure)(request, response);
});
