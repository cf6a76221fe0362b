import { logtoClient } from '../../../logto/client';
import { redirectUri } from '../../../logto/config';
import { showFailure } from '../../../logto/failures';
import { authRoute } from '../../../logto/sign-in';

export default authRoute(
  ['POST'],
  logtoClient.handleSignIn({
    redirectUri,
    firstScreen: 'identifier:sign_in',
    identifiers: ['phone'],
    onError: showFailure,
  }),
);
