import { ownAddress, waitingPage } from '@repo/server';
import { environment } from '../../../environment';
import { logtoClient } from '../../../logto/client';
import { configForRequest } from '../../../logto/config';
import { showFailure } from '../../../logto/failures';
import { authRoute } from '../../../logto/sign-in';

export default authRoute(
  ['GET', 'POST'],
  logtoClient.withLogtoApiRoute(
    (request, response) => {
      const { redirectUri, extraParams, baseUrl } = configForRequest(request);
      const postRedirectUri = ownAddress(request.query.returnTo, { baseUrl });
      // The button of pages/index.tsx POSTs here. Protected pages, such as pages/claims.tsx, redirect here.
      if (request.method === 'GET') {
        // Signing in again would drop a signed-in visitor's tokens.
        if (request.user.isAuthenticated) return response.redirect(postRedirectUri);

        // Logto knows one sign-in per browser, so tabs start theirs one at a time.
        const page = waitingPage({ url: request.url ?? '', cookie: request.headers.cookie }, environment);
        if (page) return response.writeHead(200, page.headers).end(page.html);
      }

      const startSignIn = logtoClient.handleSignIn({
        redirectUri,
        postRedirectUri,
        extraParams,
        onError: showFailure,
      });
      return startSignIn(request, response);
    },
    {},
    showFailure,
  ),
);
