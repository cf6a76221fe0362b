import { afterEach, beforeEach, expect, test } from 'vitest';
import { readOidcProvider } from './providers.ts';
import { startOpenIdProvider } from './test/start-openid-provider.ts';

let provider: Awaited<ReturnType<typeof startOpenIdProvider>>;
beforeEach(async () => {
  provider = await startOpenIdProvider();
});
afterEach(() => provider.close());

const variables = () => ({
  OIDC_ISSUER: provider.issuer,
  OIDC_CLIENT_ID: 'client',
  OIDC_CLIENT_SECRET: 'secret',
});

test('the provider says what its endpoints are, and how clients authenticate', async () => {
  provider.describe({
    scopes_supported: ['openid', 'email'],
    token_endpoint_auth_methods_supported: ['private_key_jwt', 'client_secret_post', 'client_secret_basic'],
  });

  expect(await readOidcProvider({ ...variables(), OIDC_NAME: 'Acme ID' })).toEqual({
    name: 'Acme ID',
    clientId: 'client',
    clientSecret: 'secret',
    issuer: provider.issuer,
    authorizationEndpoint: `${provider.issuer}/authorize`,
    tokenEndpoint: `${provider.issuer}/token`,
    jwksUri: `${provider.issuer}/keys`,
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
  provider.describe({ issuer: `${provider.issuer}/` });

  expect(await readOidcProvider(variables())).toMatchObject({ issuer: `${provider.issuer}/` });
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
  await expect(
    readOidcProvider({ ...variables(), OIDC_ISSUER: new URL(provider.issuer).origin }),
  ).rejects.toThrow(/openid-configuration does not describe an OpenID provider: check OIDC_ISSUER$/);

  provider.serve('<h1>Welcome</h1>');
  await expect(readOidcProvider(variables())).rejects.toThrow('does not describe an OpenID provider');

  await expect(readOidcProvider({ ...variables(), OIDC_ISSUER: 'http://127.0.0.1:3999' })).rejects.toThrow(
    /^Cannot read http:\/\/127\.0\.0\.1:3999\/\.well-known\/openid-configuration \(.*ECONNREFUSED.*\): check OIDC_ISSUER$/,
  );
});

test('an address that belongs to another issuer is not trusted', async () => {
  provider.describe({ issuer: 'https://elsewhere.example.com' });

  await expect(readOidcProvider(variables())).rejects.toThrow(
    'belongs to the issuer https://elsewhere.example.com: set OIDC_ISSUER to that',
  );
});

test('a provider that accepts no client secrets is of no use to the connector', async () => {
  provider.describe({ token_endpoint_auth_methods_supported: ['private_key_jwt'] });

  await expect(readOidcProvider(variables())).rejects.toThrow('accepts no client secrets');
});
