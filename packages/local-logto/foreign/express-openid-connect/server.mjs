import express from 'express';
import openidConnect from 'express-openid-connect';

const { ENDPOINT, PORT } = process.env;
const app = express();
app.use(
  openidConnect.auth({
    issuerBaseURL: `${ENDPOINT}/oidc`,
    baseURL: `http://localhost:${PORT}`,
    clientID: 'my-app',
    clientSecret: 'local-only-secret',
    secret: 'a-secret-for-cookies-of-this-test',
    idTokenSigningAlg: 'ES384',
    authRequired: true,
    authorizationParams: { response_type: 'code', scope: 'openid profile offline_access', prompt: 'consent' },
  }),
);
app.get('/', ({ oidc }, response) => response.send(`<h1>Hello, ${oidc.user.name}</h1>`));
app.listen(Number(PORT));
