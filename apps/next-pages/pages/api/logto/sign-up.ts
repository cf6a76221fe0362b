import { environment } from '../../../environment';
import { logtoClient } from '../../../logto/client';
import { showFailure } from '../../../logto/failures';
import { authRoute, redirectUri } from '../../../logto/sign-in';

export default authRoute(
  ['POST'],
  logtoClient.handleSignIn({
    redirectUri,
    postRedirectUri: environment.baseUrl,
    firstScreen: 'register',
    onError: showFailure,
  }),
);
