import { ownAddress } from '@repo/server';
import { environment } from '../../../environment';
import { logtoClient } from '../../../logto/client';
import { redirectUri } from '../../../logto/config';
import { showFailure } from '../../../logto/failures';
import { authRoute } from '../../../logto/sign-in';

export default authRoute(
  ['GET', 'POST'],
  logtoClient.withLogtoApiRoute(
    (request, response) => {
      const postRedirectUri = ownAddress(request.query.returnTo, environment);
      // Protected pages redirect here. Starting sign-in again would drop the tokens of a signed-in visitor.
      if (request.method === 'GET' && request.user.isAuthenticated) return response.redirect(postRedirectUri);

      return logtoClient.handleSignIn({ redirectUri, postRedirectUri, onError: showFailure })(
        request,
        response,
      );
    },
    {},
    showFailure,
  ),
);
