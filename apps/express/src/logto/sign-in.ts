import { handleAuthRoutes, withLogto } from '@logto/express';
import { type RequestHandler, Router } from 'express';
import { createNodeClient } from './client.ts';
import { logtoConfig } from './config.ts';
import { startNewSession } from './session.ts';

/** Sign-in with a button leads back to the home page, even if an abandoned attempt came from another page. */
const returnHome: RequestHandler = async (request, _response, next) => {
  // A request that is still running could otherwise save the tokens that the SDK is about to drop.
  if (request.session.idToken) await startNewSession(request);
  request.session.returnTo = undefined;
  next();
};

/** Starting sign-in again would drop the tokens of a signed-in visitor. */
const unlessSignedIn: RequestHandler = (request, response, next) =>
  request.user.isAuthenticated ? response.redirect('/') : next();

// The SDK's router for /logto/sign-in, /logto/sign-up and /logto/sign-out, whatever the method. After sign-in, Logto redirects
// to /logto/sign-in-callback.
const sdkRoutes = handleAuthRoutes(logtoConfig);

/** Mounted in `app.ts`, after `sessionMiddleware`. */
export const signInRoutes = Router();

// The buttons are forms, so that no link or prefetch signs anybody out or drops a signed-in visitor's tokens.
signInRoutes.post(['/logto/sign-in', '/logto/sign-up'], returnHome, sdkRoutes);
signInRoutes.post('/logto/sign-out', sdkRoutes);
// Protected pages redirect here.
signInRoutes.get('/logto/sign-in', withLogto(logtoConfig), unlessSignedIn, sdkRoutes);

// Replaces the SDK's route, which keeps the session id and always redirects to the home page.
signInRoutes.get('/logto/sign-in-callback', async (request, response) => {
  await createNodeClient(request, response).handleSignInCallback(
    `${logtoConfig.baseUrl}${request.originalUrl}`,
  );
  const { returnTo = '/' } = request.session;
  request.session.returnTo = undefined;
  await startNewSession(request);
  response.redirect(returnTo);
});
