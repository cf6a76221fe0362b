import { apiRoute } from '../../../logto/api-route';
import { logtoClient } from '../../../logto/client';
import { configForRequest } from '../../../logto/config';
import { showFailure } from '../../../logto/failures';

/** Asks for a sign-in that is at most five minutes old, then returns to the account page. Cached tokens stay. */
export default apiRoute({
  GET: (request, response) => {
    const { redirectUri, extraParams, baseUrl } = configForRequest(request);
    const startSignIn = logtoClient.handleSignIn({
      redirectUri,
      postRedirectUri: `${baseUrl}/account`,
      // Not `prompt: login`: without `consent`, Logto issues no refresh token.
      extraParams: { ...extraParams, max_age: '300' },
      clearTokens: false,
      onError: showFailure,
    });
    return startSignIn(request, response);
  },
});
