// express-openid-connect, as its README sets it up: the session in an encrypted cookie.
import { readEnvironment } from '@repo/config';
import { callApi } from '@repo/server';
import express from 'express';
import connect from 'express-openid-connect';
import { ClaimsPage, callPanels, HomePage, ResourcesPage } from '../pages.tsx';
import { resource, scope } from '../requests.ts';
import { sendPage } from './send-page.tsx';

const { auth, requiresAuth } = connect;
const { endpoint, appId, appSecret, baseUrls, cookieSecret, resourceServerUrl, port, host } =
  readEnvironment('bench/servers.ts');
const [baseUrl] = baseUrls;

const app = express();
app.disable('x-powered-by');
app.use(
  auth({
    issuerBaseURL: `${endpoint}/oidc`,
    baseURL: baseUrl,
    clientID: appId,
    clientSecret: appSecret,
    secret: cookieSecret,
    authRequired: false,
    idTokenSigningAlg: 'ES384',
    authorizationParams: { response_type: 'code', scope, resource, prompt: 'consent' },
    tokenEndpointParams: { resource },
  }),
);

app.get('/', ({ oidc }, response) =>
  sendPage(response, <HomePage claims={oidc.idTokenClaims} signIn="/login" />),
);
app.get('/claims', requiresAuth(), ({ oidc }, response) => {
  if (oidc.idTokenClaims) sendPage(response, <ClaimsPage claims={oidc.idTokenClaims} />);
});
app.get('/claims.json', requiresAuth(), ({ oidc }, response) => {
  response.json(oidc.idTokenClaims);
});
app.post('/resources', requiresAuth(), async ({ oidc }, response) => {
  const getAccessToken = async () => {
    if (!oidc.accessToken?.isExpired()) return oidc.accessToken?.access_token ?? '';
    return (await oidc.accessToken.refresh()).access_token;
  };
  const answer = await callApi(`${resourceServerUrl}/shopping/items`, { method: 'GET', getAccessToken });
  sendPage(response, <ResourcesPage>{callPanels(answer)}</ResourcesPage>);
});
app.get('/resources', requiresAuth(), (_request, response) =>
  sendPage(response, <ResourcesPage>{callPanels()}</ResourcesPage>),
);
app.listen(port, host);
