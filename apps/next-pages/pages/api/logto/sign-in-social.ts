import { logtoClient } from '../../../logto/client';
import { directSignIn, redirectUri } from '../../../logto/config';
import { showFailure } from '../../../logto/failures';
import { authRoute } from '../../../logto/sign-in';

export default authRoute(
  ['POST'],
  logtoClient.handleSignIn({ redirectUri, directSignIn, onError: showFailure }),
);
