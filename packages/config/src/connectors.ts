import type { OidcConfig, Tenant } from '@repo/tenant';
import { linkRedirectUris } from './applications.ts';

const upstreamClient = { clientId: 'logto', clientSecret: 'local-only-secret-of-logto-at-wonderland' };

const tencentKeys = {
  accessKeyId: 'AKIDlocalonly0000000000000000000000',
  accessKeySecret: 'local-only-secret-key',
  sdkAppId: '1400000001',
};

const oidcConfig: OidcConfig = {
  ...upstreamClient,
  scope: 'openid profile email offline_access',
  authorizationEndpoint: '{upstream}/auth',
  tokenEndpoint: '{upstream}/token',
  tokenEndpointAuthMethod: 'client_secret_basic',
  idTokenVerificationConfig: { issuer: '{upstream}', jwksUri: '{upstream}/jwks' },
  // The provider issues refresh tokens only after consent.
  authRequestOptionalConfig: { prompt: 'consent' },
  customConfig: {},
};

/** The connectors of Logto's guides: social sign-in through an OpenID provider, and text messages through Tencent. */
export const connectors: Tenant['connectors'] = [
  {
    connectorId: 'oidc',
    id: 'wonderland',
    metadata: { target: 'wonderland', name: 'Wonderland' },
    syncProfile: false,
    enableTokenStorage: true,
    config: oidcConfig,
  },
  // Leads to the same accounts, but takes name and picture over at every sign-in.
  {
    connectorId: 'oidc',
    id: 'looking-glass',
    metadata: { target: 'looking-glass', name: 'Looking Glass' },
    syncProfile: true,
    enableTokenStorage: false,
    config: oidcConfig,
  },
  {
    connectorId: 'tencent-short-message-service',
    config: {
      ...tencentKeys,
      signName: 'Samples',
      region: 'ap-guangzhou',
      templates: [
        { usageType: 'Register', templateCode: '100001' },
        { usageType: 'SignIn', templateCode: '100002' },
        { usageType: 'ForgotPassword', templateCode: '100003' },
        { usageType: 'Generic', templateCode: '100004' },
        { usageType: 'UserPermissionValidation', templateCode: '100005' },
        { usageType: 'BindNewIdentifier', templateCode: '100006' },
      ],
    },
  },
];

/** What stands behind the connectors on this machine. */
export const providers: Tenant['providers'] = {
  upstream: {
    ...upstreamClient,
    name: 'Wonderland',
    redirectUris: linkRedirectUris,
    users: [
      { login: 'hatter', name: 'Mad Hatter', email: 'hatter@wonderland.example.com', emailVerified: true },
      // Has the address of a user of Logto, who is asked whether to link the two.
      { login: 'alice', name: 'Alice of Wonderland', email: 'alice@example.com', emailVerified: true },
      { login: 'duchess', name: 'Duchess', email: 'duchess@wonderland.example.com', emailVerified: false },
      { login: 'cheshire', name: 'Cheshire Cat' },
    ],
  },
  tencent: {
    secretId: tencentKeys.accessKeyId,
    secretKey: tencentKeys.accessKeySecret,
    sdkAppId: tencentKeys.sdkAppId,
    signNames: ['Samples'],
    templates: [
      { id: '100001', text: '{1} is your code to create an account.' },
      { id: '100002', text: '{1} is your code to sign in.' },
      { id: '100003', text: '{1} is your code to reset your password.' },
      { id: '100004', text: '{1} is your verification code.' },
      { id: '100005', text: '{1} is your code to change your account.' },
      { id: '100006', text: '{1} is your code to add this phone number.' },
    ],
  },
};
