import { type Application, parseTenant, type Tenant, type TenantInput } from '@repo/tenant';
import { recordedTenant } from './recorded-tenant.ts';

export const connectedApplication: Application = {
  name: 'Recorded with connectors',
  description: 'The application of the recordings of connectors',
  type: 'Traditional',
  id: 'lpegw9lyreavera0rnhzj',
  secret: 'local-only-secret',
  redirectUris: ['http://localhost:3022/callback'],
  postSignOutRedirectUris: [],
};

const input = {
  applications: [connectedApplication],
  users: [
    { username: 'phoebe', password: 'Phoebe-Passw0rd!', name: 'Phoebe', primaryPhone: '12025550144' },
    {
      username: 'lina',
      password: 'Lina-Passw0rd!',
      name: 'Lina Local',
      primaryEmail: 'lina@upstream.example.com',
    },
  ],
  connectors: [
    {
      connectorId: 'oidc',
      id: 'oidcguide01x',
      metadata: { target: 'guide-oidc', name: 'Guide OIDC' },
      config: {
        scope: 'openid profile email',
        clientId: 'logto-upstream',
        clientSecret: 'logto-upstream-secret-000000000000',
        authorizationEndpoint: '{upstream}/auth',
        tokenEndpoint: '{upstream}/token',
        idTokenVerificationConfig: { jwksUri: '{upstream}/jwks', issuer: '{upstream}' },
      },
    },
    {
      connectorId: 'tencent-short-message-service',
      config: {
        accessKeyId: 'AKIDrecorderstandin0000000000000000',
        accessKeySecret: 'recorder-standin-secret-key-000',
        signName: 'Logto',
        sdkAppId: '1400000001',
        region: 'ap-guangzhou',
        templates: [
          { usageType: 'SignIn', templateCode: '100001' },
          { usageType: 'Register', templateCode: '100002' },
          { usageType: 'ForgotPassword', templateCode: '100003' },
          { usageType: 'Generic', templateCode: '100004' },
        ],
      },
    },
  ],
  providers: {
    upstream: {
      name: 'Upstream',
      clientId: 'logto-upstream',
      clientSecret: 'logto-upstream-secret-000000000000',
    },
  },
  signInExperience: {
    signIn: {
      methods: [
        { identifier: 'username' },
        { identifier: 'phone', password: false, verificationCode: true, isPasswordPrimary: false },
      ],
    },
    forgotPasswordMethods: ['PhoneVerificationCode'],
    socialSignInConnectorTargets: ['guide-oidc'],
  },
} satisfies TenantInput;

/** The tenant of the recordings of connectors, with the changes to its sign-in experience of one of them. */
export const recordedConnectedTenant = (change: TenantInput['signInExperience'] = {}): Tenant =>
  parseTenant(
    {
      ...input,
      idTokenClaims: recordedTenant.idTokenClaims,
      signInExperience: { ...input.signInExperience, ...change },
    },
    'recorded-connected-tenant.ts',
  );
