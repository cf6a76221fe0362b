// The smallest app with a sign-in: its home page has the button "Sign in", and greets whoever is signed in.
import { createServer } from 'node:http';
import * as client from 'openid-client';

const { ENDPOINT: endpoint, PORT: port } = process.env;
const baseUrl = `http://localhost:${port}`;
const logto = () =>
  client.discovery(
    new URL(`${endpoint}/oidc`),
    'my-app',
    { client_secret: 'local-only-secret', id_token_signed_response_alg: 'ES384' },
    undefined,
    { execute: [client.allowInsecureRequests] },
  );
const attempts = new Map();
const visitors = new Map();

const routes = {
  'GET /': async ({ visitor }) => {
    const name = visitors.get(visitor);
    return {
      html: name
        ? `<h1>Hello, ${name}</h1>`
        : '<form method="post" action="/sign-in"><button>Sign in</button></form>',
    };
  },
  'POST /sign-in': async ({ visitor }) => {
    const state = client.randomState();
    const verifier = client.randomPKCECodeVerifier();
    attempts.set(visitor, { expectedState: state, pkceCodeVerifier: verifier });
    const address = client.buildAuthorizationUrl(await logto(), {
      redirect_uri: `${baseUrl}/callback`,
      scope: 'openid profile',
      state,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    return { location: address.href };
  },
  'GET /callback': async ({ visitor, url }) => {
    const tokens = await client.authorizationCodeGrant(await logto(), url, attempts.get(visitor));
    visitors.set(visitor, tokens.claims().name);
    return { location: '/' };
  },
};

createServer(async (request, response) => {
  const url = new URL(`${baseUrl}${request.url}`);
  const route = routes[`${request.method} ${url.pathname}`];
  if (!route) return response.writeHead(404).end();
  const visitor = /visitor=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? crypto.randomUUID();
  const cookie = { 'set-cookie': `visitor=${visitor}; HttpOnly; SameSite=Lax` };
  try {
    const { html, location } = await route({ visitor, url });
    if (location) return response.writeHead(303, { ...cookie, location }).end();
    response.writeHead(200, { ...cookie, 'content-type': 'text/html' }).end(html);
  } catch (error) {
    console.error(error);
    response.writeHead(500, { 'content-type': 'text/html' }).end('<h1>Sign-in does not work just now</h1>');
  }
}).listen(Number(port), 'localhost');
