import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readOidcProvider } from './providers.ts';

let issuer: string;
let metadata: unknown;
let close: () => void;

const standard = () => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  jwks_uri: `${issuer}/keys`,
});

beforeEach(async () => {
  const server = createServer((request, response) => {
    if (request.url !== '/tenant/.well-known/openid-configuration') return response.writeHead(404).end();
    response.end(typeof metadata === 'string' ? metadata : JSON.stringify(metadata));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  issuer = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/tenant`;
  metadata = standard();
  close = () => server.close();
});
afterEach(() => close());

const variables = () => ({ OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'client', OIDC_CLIENT_SECRET: 'secret' });

test('the provider says what its endpoints are, and how clients authenticate', async () => {
  metadata = {
    ...standard(),
    scopes_supported: ['openid', 'email'],
    token_endpoint_auth_methods_supported: ['private_key_jwt', 'client_secret_post', 'client_secret_basic'],
  };

  expect(await readOidcProvider({ ...variables(), OIDC_NAME: 'Acme ID' })).toEqual({
    name: 'Acme ID',
    clientId: 'client',
    clientSecret: 'secret',
    issuer,
    authorizationEndpoint: `${issuer}/authorize`,
    tokenEndpoint: `${issuer}/token`,
    jwksUri: `${issuer}/keys`,
    tokenEndpointAuthMethod: 'client_secret_post',
    scopes: ['openid', 'email'],
  });
});

test('a provider that does not say how clients authenticate accepts the default of the specification', async () => {
  expect(await readOidcProvider(variables())).toMatchObject({
    name: undefined,
    tokenEndpointAuthMethod: 'client_secret_basic',
    scopes: undefined,
  });
});

test('an issuer may end with a slash', async () => {
  metadata = { ...standard(), issuer: `${issuer}/` };

  expect(await readOidcProvider(variables())).toMatchObject({ issuer: `${issuer}/` });
});

test('there is no provider where no variable is set', async () => {
  expect(await readOidcProvider({ OIDC_ISSUER: '', OIDC_NAME: '', PATH: '/bin' })).toBeUndefined();
});

test('every missing variable has a line of its own', async () => {
  await expect(readOidcProvider({ OIDC_NAME: 'Acme ID', OIDC_CLIENT_ID: 'client' })).rejects.toThrow(
    /^OIDC_ISSUER is missing: set it in \.env\.local .*, or remove all OIDC_ variables\nOIDC_CLIENT_SECRET is missing: [^\n]+$/,
  );
});

test('an address without a provider is named', async () => {
  await expect(readOidcProvider({ ...variables(), OIDC_ISSUER: new URL(issuer).origin })).rejects.toThrow(
    /openid-configuration does not describe an OpenID provider: check OIDC_ISSUER$/,
  );

  metadata = '<h1>Welcome</h1>';
  await expect(readOidcProvider(variables())).rejects.toThrow('does not describe an OpenID provider');

  close();
  await expect(readOidcProvider({ ...variables(), OIDC_ISSUER: 'http://127.0.0.1:3999' })).rejects.toThrow(
    /^Cannot read http:\/\/127\.0\.0\.1:3999\/\.well-known\/openid-configuration \(.*ECONNREFUSED.*\): check OIDC_ISSUER$/,
  );
});

test('an address that belongs to another issuer is not trusted', async () => {
  metadata = { ...standard(), issuer: 'https://elsewhere.example.com' };

  await expect(readOidcProvider(variables())).rejects.toThrow(
    'belongs to the issuer https://elsewhere.example.com: set OIDC_ISSUER to that',
  );
});

test('a provider that accepts no client secrets is of no use to the connector', async () => {
  metadata = { ...standard(), token_endpoint_auth_methods_supported: ['private_key_jwt'] };

  await expect(readOidcProvider(variables())).rejects.toThrow('accepts no client secrets');
});
