// @auth/express, as its documentation sets it up: the session in an encrypted cookie.
import { ExpressAuth, getSession } from '@auth/express';
import { readEnvironment } from '@repo/config';
import { callApi } from '@repo/server';
import express, { type RequestHandler } from 'express';
import { authConfig } from '../auth-js.ts';
import { ClaimsPage, callPanels, HomePage, ResourcesPage } from '../pages.tsx';
import { sendPage } from './send-page.tsx';

const { resourceServerUrl, port, host } = readEnvironment('bench/servers.ts');

const app = express();
app.disable('x-powered-by');
app.use('/auth', ExpressAuth(authConfig));

const readSession: RequestHandler = async (request, response, next) => {
  response.locals.session = await getSession(request, authConfig);
  next();
};
const requireSignIn: RequestHandler = (_request, response, next) =>
  response.locals.session?.claims ? next() : response.redirect('/auth/signin');

app.get('/', readSession, (_request, response) =>
  sendPage(response, <HomePage claims={response.locals.session?.claims} signIn="/auth/signin" />),
);
app.get('/claims', readSession, requireSignIn, (_request, response) =>
  sendPage(response, <ClaimsPage claims={response.locals.session.claims} />),
);
app.get('/claims.json', readSession, requireSignIn, (_request, response) => {
  response.json(response.locals.session.claims);
});
app.post('/resources', readSession, requireSignIn, async (_request, response) => {
  const answer = await callApi(`${resourceServerUrl}/shopping/items`, {
    method: 'GET',
    getAccessToken: async () => response.locals.session.accessToken,
  });
  sendPage(response, <ResourcesPage>{callPanels(answer)}</ResourcesPage>);
});
app.get('/resources', readSession, requireSignIn, (_request, response) =>
  sendPage(response, <ResourcesPage>{callPanels()}</ResourcesPage>),
);
app.listen(port, host);
