import { uiLocales } from '@repo/server';
import { logtoClient } from '../../../logto/client';
import { redirectUri } from '../../../logto/config';
import { showFailure } from '../../../logto/failures';
import { authRoute } from '../../../logto/sign-in';

export default authRoute(['POST'], (request, response) => {
  const startSignIn = logtoClient.handleSignIn({
    redirectUri,
    firstScreen: 'register',
    extraParams: uiLocales(request.headers['accept-language']),
    onError: showFailure,
  });
  return startSignIn(request, response);
});
