import { handleAuthRoutes, withLogto } from '@logto/express';
import { type RequestHandler, Router } from 'express';
import { createNodeClient } from './client.ts';
import { logtoConfig } from './config.ts';
import { startNewSession } from './session.ts';

/** A sign-in started with a button ends on the home page, even if another page required sign-in before. */
const returnHome: RequestHandler = (request, _response, next) => {
  request.session.returnTo = undefined;
  next();
};

/** Starting sign-in again would drop the tokens of a signed-in visitor. */
const unlessSignedIn: RequestHandler = (request, response, next) =>
  request.user.isAuthenticated ? response.redirect('/') : next();

const sdkRoutes = handleAuthRoutes(logtoConfig);

export const signInRoutes = Router();

// Sign-in and sign-out are forms, so that no link or prefetch triggers them.
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
  await startNewSession(request);
  response.redirect(returnTo);
});
