import { parseTenant, type Tenant, type TenantInput } from '@repo/tenant';
import { tenant } from './fixture.ts';

const connectors = [
  {
    connectorId: 'oidc',
    id: 'oidcguide01x',
    metadata: { target: 'guide-oidc', name: 'Guide OIDC' },
    enableTokenStorage: true,
    config: {
      scope: 'openid profile email offline_access',
      clientId: 'logto-upstream',
      clientSecret: 'secret-of-logto-upstream',
      authorizationEndpoint: '{upstream}/auth',
      tokenEndpoint: '{upstream}/token',
      tokenEndpointAuthMethod: 'client_secret_post',
      idTokenVerificationConfig: { issuer: '{upstream}', jwksUri: '{upstream}/jwks' },
      authRequestOptionalConfig: { prompt: 'consent' },
    },
  },
  {
    connectorId: 'tencent-short-message-service',
    config: {
      accessKeyId: 'AKIDexample',
      accessKeySecret: 'secret-of-example',
      signName: 'Logto',
      sdkAppId: '1400000001',
      region: 'ap-guangzhou',
      templates: [
        { usageType: 'SignIn', templateCode: '100001' },
        { usageType: 'Register', templateCode: '100002' },
        { usageType: 'ForgotPassword', templateCode: '100003' },
        { usageType: 'Generic', templateCode: '100004' },
        { usageType: 'UserPermissionValidation', templateCode: '100005' },
        { usageType: 'BindNewIdentifier', templateCode: '100006' },
      ],
    },
  },
] satisfies TenantInput['connectors'];

const providers = {
  upstream: {
    name: 'Guide OIDC',
    clientId: 'logto-upstream',
    clientSecret: 'secret-of-logto-upstream',
    users: [
      { login: 'alice', name: 'Alice Upstream', email: 'alice@example.com', emailVerified: true },
      { login: 'noemail', name: 'Noemail Upstream' },
    ],
  },
  tencent: {
    secretId: 'AKIDexample',
    secretKey: 'secret-of-example',
    sdkAppId: '1400000001',
    signNames: ['Logto'],
    templates: [
      { id: '100001', text: 'Your sign-in code is {1}.' },
      { id: '100002', text: 'Your code for a new account is {1}.' },
      { id: '100003', text: 'Your code for a new password is {1}.' },
      { id: '100004', text: 'Your code is {1}.' },
      { id: '100005', text: 'Your code for a change is {1}.' },
      { id: '100006', text: 'Your code for this number is {1}.' },
    ],
  },
} satisfies TenantInput['providers'];

const signInExperience = {
  ...tenant.signInExperience,
  signIn: {
    methods: [
      { identifier: 'username' },
      { identifier: 'phone', verificationCode: true, isPasswordPrimary: false },
    ],
  },
  forgotPasswordMethods: ['PhoneVerificationCode'],
  socialSignInConnectorTargets: ['guide-oidc'],
} satisfies TenantInput['signInExperience'];

/** The tenant of the tests with both connectors, and with changes to its sign-in experience. */
export const connectedTenant = (change: TenantInput['signInExperience'] = {}): Tenant =>
  parseTenant(
    { ...tenant, connectors, providers, signInExperience: { ...signInExperience, ...change } },
    'connected-tenant.ts',
  );
