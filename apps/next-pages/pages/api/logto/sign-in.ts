import { ownAddress, waitingPage } from '@repo/server';
import type { NextApiHandler } from 'next';
import { environment } from '../../../environment';
import { apiRoute } from '../../../logto/api-route';
import { logtoClient } from '../../../logto/client';
import { configForRequest } from '../../../logto/config';
import { showFailure } from '../../../logto/failures';

/** The button of pages/index.tsx posts here. */
const startSignIn: NextApiHandler = (request, response) => {
  const { redirectUri, extraParams, baseUrl } = configForRequest(request);
  // Always an address of this app. The button sends no `returnTo`, so the visitor returns to the home page.
  const postRedirectUri = ownAddress(request.query.returnTo, { baseUrl });
  // Takes its addresses from these options, so the shared client will do.
  const handler = logtoClient.handleSignIn({
    redirectUri,
    postRedirectUri,
    extraParams,
    onError: showFailure,
  });
  return handler(request, response);
};

/** proxy.ts and protected pages redirect signed-out visitors here. */
const startForPage = logtoClient.withLogtoApiRoute(
  (request, response) => {
    // Signing in again would drop a signed-in visitor's tokens.
    if (request.user.isAuthenticated)
      return response.redirect(ownAddress(request.query.returnTo, configForRequest(request)));

    // #region lesson
    // Logto keeps only one pending sign-in per browser, so tabs restored together would break each other's sign-in. Each tab first
    // gets a page that reloads this route with `?turn=…`: at once if the tab is alone, or else after the turns of the others.
    const page = waitingPage({ url: request.url ?? '', cookie: request.headers.cookie }, environment);
    if (page) return response.writeHead(200, page.headers).end(page.html);
    // #endregion
    return startSignIn(request, response);
  },
  {},
  showFailure,
);

export default apiRoute({ POST: startSignIn, GET: startForPage });
