import { logtoClient } from '../../../logto/client';
import { configForRequest } from '../../../logto/config';
import { showFailure } from '../../../logto/failures';
import { authRoute } from '../../../logto/sign-in';

export default authRoute(['POST'], (request, response) => {
  const { redirectUri, extraParams } = configForRequest(request);
  const startSignIn = logtoClient.handleSignIn({
    redirectUri,
    extraParams,
    firstScreen: 'identifier:sign_in',
    identifiers: ['phone'],
    onError: showFailure,
  });
  return startSignIn(request, response);
});
