// openid-client with express-session, by hand: the claims and tokens live in the session.
import { readEnvironment } from '@repo/config';
import { callApi } from '@repo/server';
import express, { type RequestHandler } from 'express';
import session from 'express-session';
import * as client from 'openid-client';
import { ClaimsPage, callPanels, HomePage, type IdTokenClaims, ResourcesPage } from '../pages.tsx';
import { resource, scope } from '../requests.ts';
import { sendPage } from './send-page.tsx';

declare module 'express-session' {
  interface SessionData {
    attempt: { state: string; verifier: string };
    claims: IdTokenClaims;
    refreshToken: string;
    accessToken: { value: string; expiresAt: number };
  }
}

const { endpoint, appId, appSecret, baseUrls, cookieSecret, resourceServerUrl, port, host } =
  readEnvironment('bench/servers.ts');
const [baseUrl] = baseUrls;
const redirectUri = `${baseUrl}/callback`;

const logto = await client.discovery(new URL(`${endpoint}/oidc`), appId, appSecret, undefined, {
  execute: [client.allowInsecureRequests],
});

const app = express();
app.disable('x-powered-by');
app.use(
  session({
    name: 'openid-client',
    secret: cookieSecret,
    cookie: { maxAge: 14 * 24 * 60 * 60 * 1000, sameSite: 'lax' },
    resave: false,
    saveUninitialized: false,
  }),
);

app.post('/sign-in', async (request, response) => {
  const state = client.randomState();
  const verifier = client.randomPKCECodeVerifier();
  request.session.attempt = { state, verifier };
  const url = client.buildAuthorizationUrl(logto, {
    redirect_uri: redirectUri,
    scope,
    resource,
    prompt: 'consent',
    state,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  response.redirect(303, url.href);
});

app.get('/callback', async (request, response, next) => {
  const { attempt } = request.session;
  if (!attempt) return response.status(400).send('There is no sign-in to complete.');

  const tokens = await client.authorizationCodeGrant(logto, new URL(`${baseUrl}${request.originalUrl}`), {
    expectedState: attempt.state,
    pkceCodeVerifier: attempt.verifier,
  });
  request.session.regenerate((error) => {
    if (error) return next(error);
    request.session.claims = tokens.claims();
    request.session.refreshToken = tokens.refresh_token;
    response.redirect('/');
  });
});

const requireSignIn: RequestHandler = (request, response, next) =>
  request.session.claims ? next() : response.redirect('/');

app.get('/', ({ session: { claims } }, response) =>
  sendPage(response, <HomePage claims={claims} signIn="/sign-in" />),
);
app.get('/claims', requireSignIn, ({ session: { claims } }, response) => {
  if (claims) sendPage(response, <ClaimsPage claims={claims} />);
});
app.get('/claims.json', requireSignIn, ({ session }, response) => {
  response.json(session.claims);
});
app.post('/resources', requireSignIn, async ({ session }, response) => {
  const getAccessToken = async () => {
    if (session.accessToken && session.accessToken.expiresAt > Date.now()) return session.accessToken.value;

    const tokens = await client.refreshTokenGrant(logto, session.refreshToken ?? '', { resource });
    session.refreshToken = tokens.refresh_token ?? session.refreshToken;
    const expiresAt = Date.now() + (tokens.expiresIn() ?? 0) * 1000;
    session.accessToken = { value: tokens.access_token, expiresAt };
    return tokens.access_token;
  };
  const answer = await callApi(`${resourceServerUrl}/shopping/items`, { method: 'GET', getAccessToken });
  sendPage(response, <ResourcesPage>{callPanels(answer)}</ResourcesPage>);
});
app.get('/resources', requireSignIn, (_request, response) =>
  sendPage(response, <ResourcesPage>{callPanels()}</ResourcesPage>),
);
app.listen(port, host);
