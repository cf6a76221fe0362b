import { createLogtoClient } from '../../../logto/client';
import { signOutLocally } from '../../../logto/failures';
import { authRoute } from '../../../logto/sign-in';

export default authRoute(['POST'], (request, response) => {
  const logtoClient = createLogtoClient(request);
  return logtoClient.handleSignOut(undefined, signOutLocally)(request, response);
});
