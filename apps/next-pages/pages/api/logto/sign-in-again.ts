import { uiLocales } from '@repo/server';
import { logtoClient } from '../../../logto/client';
import { logtoConfig, redirectUri } from '../../../logto/config';
import { showFailure } from '../../../logto/failures';
import { authRoute } from '../../../logto/sign-in';

/** Asks for a sign-in that is at most five minutes old, then returns to the account page. Cached tokens stay. */
export default authRoute(['GET'], (request, response) => {
  const startSignIn = logtoClient.handleSignIn({
    redirectUri,
    postRedirectUri: `${logtoConfig.baseUrl}/account`,
    // Not `prompt: login`: without `consent`, Logto issues no refresh token.
    extraParams: { max_age: '300', ...uiLocales(request.headers['accept-language']) },
    clearTokens: false,
    onError: showFailure,
  });
  return startSignIn(request, response);
});
