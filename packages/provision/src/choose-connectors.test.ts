import type { OidcConnector, SignInExperience, Tenant } from '@repo/tenant';
import { expect, test } from 'vitest';
import { chooseConnectors } from './choose-connectors.ts';
import type { OidcProvider } from './providers.ts';
import { oidcConnector, smallTenant, smsConnector } from './test/small-tenant.ts';

const ofLocalLogto: OidcConnector = {
  ...oidcConnector,
  config: {
    scope: 'openid profile offline_access',
    clientId: 'local',
    clientSecret: 'local-secret',
    authorizationEndpoint: '{upstream}/auth',
    tokenEndpoint: '{upstream}/token',
    idTokenVerificationConfig: { issuer: '{upstream}', jwksUri: '{upstream}/jwks', clockTolerance: 10 },
    authRequestOptionalConfig: { prompt: 'consent' },
  },
};

const demoTenant: Tenant = {
  ...smallTenant,
  connectors: [ofLocalLogto, smsConnector],
  providers: {
    upstream: {
      name: 'Wonderland',
      clientId: 'local',
      clientSecret: 'local-secret',
      redirectUris: [],
      users: [],
    },
    tencent: { secretId: 'id', secretKey: 'key', sdkAppId: '1', signNames: ['Tea Party'], templates: [] },
  },
};

const oidc: OidcProvider = {
  name: 'Acme ID',
  clientId: 'real',
  clientSecret: 'real-secret',
  issuer: 'https://id.example.com',
  authorizationEndpoint: 'https://id.example.com/authorize',
  tokenEndpoint: 'https://id.example.com/token',
  jwksUri: 'https://id.example.com/keys',
  tokenEndpointAuthMethod: 'client_secret_basic',
  scopes: undefined,
};
const tencent = { ...smsConnector.config, accessKeyId: 'AKIDreal' };

const endpoint = 'https://logto.example.com';
const factories = ['oidc', 'tencent-short-message-service'];

test('connectors get the providers of the environment, and everything else stays as it is', () => {
  const chosen = chooseConnectors(demoTenant, { providers: { oidc, tencent }, factories, endpoint });

  expect(chosen.leftOut).toEqual([]);
  expect(chosen.tenant).toEqual({
    ...demoTenant,
    connectors: [
      {
        ...ofLocalLogto,
        metadata: { target: 'wonderland', name: 'Acme ID' },
        config: {
          scope: 'openid profile offline_access',
          clientId: 'real',
          clientSecret: 'real-secret',
          authorizationEndpoint: 'https://id.example.com/authorize',
          tokenEndpoint: 'https://id.example.com/token',
          tokenEndpointAuthMethod: 'client_secret_basic',
          idTokenVerificationConfig: {
            issuer: 'https://id.example.com',
            jwksUri: 'https://id.example.com/keys',
            clockTolerance: 10,
          },
          authRequestOptionalConfig: { prompt: 'consent' },
        },
      },
      { ...smsConnector, config: tencent },
    ],
  });
});

test('a provider is asked only for scopes that it knows, and without a name of its own the button keeps its name', () => {
  const provider = { ...oidc, name: undefined, scopes: ['openid', 'email', 'profile'] };
  const { tenant } = chooseConnectors(demoTenant, {
    providers: { oidc: provider, tencent },
    factories,
    endpoint,
  });

  expect(tenant.connectors).toMatchObject([
    { metadata: oidcConnector.metadata, config: { scope: 'openid profile' } },
    {},
  ]);
});

test('of two connectors to the same provider, the first one gets its name', () => {
  const second = { ...ofLocalLogto, id: 'second', metadata: { target: 'second', name: 'Second' } };
  const { tenant } = chooseConnectors(
    { ...demoTenant, connectors: [ofLocalLogto, second] },
    { providers: { oidc }, factories, endpoint },
  );

  expect(tenant.connectors).toMatchObject([
    { id: 'looking-glass', metadata: { name: 'Acme ID' }, config: { clientId: 'real' } },
    { id: 'second', metadata: { name: 'Second' }, config: { clientId: 'real' } },
  ]);
});

test('without providers, the connectors and the ways to sign in that need them are left out, each with a reason', () => {
  const { tenant, leftOut } = chooseConnectors(demoTenant, { providers: {}, factories, endpoint });

  expect(leftOut).toEqual([
    expect.stringMatching(
      /^The connector "wonderland" is left out: .* register https:\/\/logto\.example\.com\/callback\/looking-glass there, and set OIDC_ISSUER, /,
    ),
    expect.stringMatching(
      /^The connector "tencent-short-message-service" is left out: .* set the TENCENT_ variables /,
    ),
  ]);
  expect(tenant.connectors).toEqual([]);
  expect(tenant.signInExperience).toMatchObject({
    signIn: {
      methods: [
        { identifier: 'username', password: true, verificationCode: false },
        { identifier: 'phone', password: true, verificationCode: false, isPasswordPrimary: true },
      ],
    },
    signUp: smallTenant.signInExperience.signUp,
    forgotPasswordMethods: [],
    socialSignInConnectorTargets: [],
  });
});

test('a provider of one kind leaves the connector of the other kind out', () => {
  const social = chooseConnectors(demoTenant, { providers: { oidc }, factories, endpoint });
  expect(social.tenant.connectors).toMatchObject([{ connectorId: 'oidc' }]);
  expect(social.tenant.signInExperience).toMatchObject({
    socialSignInConnectorTargets: ['wonderland'],
    forgotPasswordMethods: [],
  });

  const phone = chooseConnectors(demoTenant, { providers: { tencent }, factories, endpoint });
  expect(phone.tenant.connectors).toEqual([{ ...smsConnector, config: tencent }]);
  expect(phone.tenant.signInExperience).toEqual({
    ...demoTenant.signInExperience,
    socialSignInConnectorTargets: [],
  });
});

test('a tenant whose users only have phone numbers falls back to usernames and passwords', () => {
  const signInExperience: SignInExperience = {
    ...demoTenant.signInExperience,
    signIn: {
      methods: [{ identifier: 'phone', password: false, verificationCode: true, isPasswordPrimary: false }],
    },
    signUp: { identifiers: ['phone'], password: false },
  };
  const { tenant } = chooseConnectors(
    { ...demoTenant, signInExperience },
    { providers: {}, factories, endpoint },
  );

  expect(tenant.signInExperience).toMatchObject({
    signIn: { methods: [{ identifier: 'username', password: true, verificationCode: false }] },
    signUp: { identifiers: ['username'], password: true },
  });
});

test('connectors with providers of their own need no environment', () => {
  expect(chooseConnectors(smallTenant, { providers: {}, factories, endpoint })).toEqual({
    tenant: smallTenant,
    leftOut: [],
  });
});

test('connectors that Logto has not installed are left out, and one line says how to install them', () => {
  const { tenant, leftOut } = chooseConnectors(smallTenant, { providers: {}, factories: [], endpoint });

  expect(tenant.connectors).toEqual([]);
  expect(tenant.signInExperience).toMatchObject({
    forgotPasswordMethods: [],
    socialSignInConnectorTargets: [],
  });
  expect(leftOut).toEqual([
    'This Logto has not installed @logto/connector-oidc and @logto/connector-tencent-sms: run "npx @logto/cli connector add @logto/connector-oidc @logto/connector-tencent-sms" in its folder, and restart it',
  ]);
});
