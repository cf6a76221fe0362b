import { handleAuthRoutes, type LogtoExpressConfig, withLogto } from '@logto/express';
import { createBackChannelLogout, ownAddress, waitingPage } from '@repo/server';
import express, { type Request, type RequestHandler, type Response, Router } from 'express';
import { environment } from '../environment.ts';
import { createNodeClient } from './client.ts';
import { configForRequest, directSignIn, logtoConfig } from './config.ts';
import { attempts, endSessions, startNewSession } from './session.ts';

/** Starting sign-in again would drop the tokens of a signed-in visitor. */
const unlessSignedIn: RequestHandler = (request, response, next) =>
  request.user.isAuthenticated
    ? response.redirect(ownAddress(request.query.returnTo, configForRequest(request)))
    : next();

// #region lesson
/**
 * Logto keeps only one pending sign-in per browser, so tabs restored together would break each other's sign-in. Each tab first
 * gets a page that reloads this route with `?turn=…`: at once if the tab is alone, or else after the turns of the others.
 */
const oneTabAtATime: RequestHandler = ({ originalUrl: url, headers: { cookie } }, response, next) => {
  const page = waitingPage({ url, cookie }, environment);
  return page ? response.set(page.headers).send(page.html) : next();
};
// #endregion

// The SDK's router for /logto/sign-in, /logto/sign-up and /logto/sign-out, which would answer any method. Created for each
// request, because its configuration depends on the request. When it redirects to Logto, `saveAttemptAndSession` stores the
// attempt and its `returnTo` in a cookie. Logto then redirects to /logto/sign-in-callback.
const sdkRoutes =
  (options?: LogtoExpressConfig['signInOptions']): RequestHandler =>
  (request, response, next) => {
    const { config, extraParams } = configForRequest(request);
    const signInOptions = { ...options, extraParams };
    return handleAuthRoutes({ ...config, signInOptions })(request, response, next);
  };

/** Mounted in `app.ts`, after `sessionMiddleware`. */
export const signInRoutes = Router();

// The buttons of pages/home.tsx are forms, so that no link or prefetch signs anybody out or drops a signed-in visitor's tokens.
signInRoutes.post(['/logto/sign-in', '/logto/sign-up', '/logto/sign-out'], sdkRoutes());
// Protected pages redirect here.
signInRoutes.get('/logto/sign-in', withLogto(logtoConfig), unlessSignedIn, oneTabAtATime, sdkRoutes());

// #region connectors
// The SDK's router applies `signInOptions` to every sign-in, so each of these buttons has a router of its own.
const startWith = (options: LogtoExpressConfig['signInOptions']) =>
  Router().post('/logto/sign-in', sdkRoutes(options));
signInRoutes.use('/social', startWith({ directSignIn }));
signInRoutes.use('/phone', startWith({ firstScreen: 'identifier:sign_in', identifiers: ['phone'] }));

/** Asks for a sign-in that is at most five minutes old, then returns to the page. Cached tokens stay. */
export const signInAgain = (request: Request, response: Response, returnTo: string) => {
  const { baseUrl, extraParams } = configForRequest(request);
  response.locals.returnTo = returnTo;
  return createNodeClient(request, response).signIn({
    redirectUri: `${baseUrl}/logto/sign-in-callback`,
    // Not `prompt: login`: without `consent`, Logto issues no refresh token.
    extraParams: { ...extraParams, max_age: '300' },
    clearTokens: false,
  });
};
// #endregion

// Replaces the SDK's route, which keeps the session id and always redirects to the home page.
signInRoutes.get('/logto/sign-in-callback', async (request, response) => {
  const { baseUrl } = configForRequest(request);
  const { signInSession, returnTo } = await attempts.read(request);
  const { idToken } = request.session;
  await createNodeClient(request, response, signInSession).handleSignInCallback(
    `${baseUrl}${request.originalUrl}`,
  );
  await startNewSession(request, idToken);
  // Keep the page to return to: reloading the callback fails as `stale`, and `showFailure` then leads back to that page.
  await attempts.keep(response, { returnTo });
  response.redirect(ownAddress(returnTo, { baseUrl }));
});

// #region redis
const logOut = createBackChannelLogout(environment, endSessions);
const parseForm = express.urlencoded({ extended: false, limit: '8kb' });

// Logto posts a logout token here when a visitor signs out anywhere.
signInRoutes.post('/logto/backchannel-logout', parseForm, async (request, response) => {
  const { status, body } = await logOut(request.body?.logout_token);
  response.status(status).json(body);
});
// #endregion
