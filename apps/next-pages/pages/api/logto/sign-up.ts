import { logtoClient } from '../../../logto/client';
import { configForRequest } from '../../../logto/config';
import { showFailure } from '../../../logto/failures';
import { authRoute } from '../../../logto/sign-in';

export default authRoute(['POST'], (request, response) => {
  const { redirectUri, extraParams } = configForRequest(request);
  const startSignIn = logtoClient.handleSignIn({
    redirectUri,
    extraParams,
    firstScreen: 'register',
    onError: showFailure,
  });
  return startSignIn(request, response);
});
