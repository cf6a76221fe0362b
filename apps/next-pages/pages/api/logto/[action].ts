import type { NextApiHandler } from 'next';
import { answerFailed, toFailed } from '../../../failed';
import { keepCookies } from '../../../keep-cookies';
import { environment } from '../../../logto';
import { logtoClient } from '../../../logto-client';

const { baseUrl } = environment;

// `handleAuthRoutes` has all routes of the map below, but forgets `onError` for sign-in, sign-up and user.
const beginSignIn = (postRedirectUri: string, firstScreen?: 'register') =>
  logtoClient.handleSignIn({
    redirectUri: `${baseUrl}/api/logto/sign-in-callback`,
    postRedirectUri,
    onError: toFailed,
    ...(firstScreen && { firstScreen }),
  });

// Appended to our own address, nothing leads to another site.
const ownPage = (returnTo: unknown) =>
  new URL(
    `${baseUrl}${typeof returnTo === 'string' && returnTo.startsWith('/') ? returnTo.slice(0, 1000) : '/'}`,
  ).href;

/** Begins sign-in for a page. Whoever is signed in goes straight to it: beginning sign-in would drop their tokens. */
const signInForPage = logtoClient.withLogtoApiRoute(
  (request, response) => {
    const page = ownPage(request.query.returnTo);
    if (request.user.isAuthenticated) return response.redirect(page);
    return beginSignIn(page)(request, response);
  },
  {},
  toFailed,
);

// A map: an object would find `constructor`, too, which anybody may ask for.
const routes = new Map<unknown, NextApiHandler>([
  ['sign-in', beginSignIn(`${baseUrl}/`)],
  ['sign-up', beginSignIn(`${baseUrl}/`, 'register')],
  ['sign-in-callback', logtoClient.handleSignInCallback(undefined, toFailed)],
  ['sign-out', logtoClient.handleSignOut(undefined, toFailed)],
  ['user', logtoClient.handleUser({}, answerFailed)],
]);

const handler: NextApiHandler = (request, response) => {
  const { action } = request.query;
  keepCookies(response);
  // After a form's POST, Next's own 307 would make the browser POST to Logto too.
  const redirect = response.redirect.bind(response);
  response.redirect = (url: string | number) => redirect(303, String(url));
  response.setHeader('Cache-Control', 'private, no-store');

  if (request.method === 'GET' && action === 'sign-in') return signInForPage(request, response);

  const needsForm = action === 'sign-in' || action === 'sign-up' || action === 'sign-out';
  if (needsForm && request.method !== 'POST') {
    return response.status(405).setHeader('Allow', 'POST').json({ message: 'Use the button: send a POST' });
  }
  const route = routes.get(action);
  return route ? route(request, response) : response.status(404).end();
};

export default handler;
