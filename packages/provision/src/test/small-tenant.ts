import { tenant } from '@repo/config';
import type { OidcConnector, Tenant, TencentSmsConnector } from '@repo/tenant';

const resource = 'https://tea.example.com/api';

export const oidcConnector: OidcConnector = {
  connectorId: 'oidc',
  id: 'looking-glass',
  metadata: { target: 'wonderland', name: 'Wonderland', logo: 'https://tea.example.com/logo.svg' },
  syncProfile: true,
  enableTokenStorage: true,
  config: {
    scope: 'openid profile email',
    clientId: 'tea-party',
    clientSecret: 'secret-of-tea-party',
    authorizationEndpoint: 'https://wonderland.example.com/authorize',
    tokenEndpoint: 'https://wonderland.example.com/token',
    tokenEndpointAuthMethod: 'client_secret_basic',
    idTokenVerificationConfig: {
      jwksUri: 'https://wonderland.example.com/keys',
      issuer: 'https://wonderland.example.com',
    },
  },
};

export const smsConnector: TencentSmsConnector = {
  connectorId: 'tencent-short-message-service',
  config: {
    accessKeyId: 'AKIDteaparty',
    accessKeySecret: 'secret-of-tencent',
    signName: 'Tea Party',
    sdkAppId: '1400000001',
    region: 'ap-guangzhou',
    templates: ['SignIn', 'Register', 'ForgotPassword', 'Generic'].map((usageType) => ({
      usageType,
      templateCode: '100001',
    })),
  },
};

/** A tenant with one or two objects of each kind, so that a test can interrupt a run at every request. */
export const smallTenant: Tenant = {
  ...tenant,
  applications: tenant.applications.slice(0, 1),
  resources: [
    {
      name: 'Tea API',
      indicator: resource,
      accessTokenTtl: 600,
      scopes: [{ name: 'tea:drink', description: 'Drink tea' }],
    },
  ],
  roles: [
    {
      name: 'guest',
      description: 'Comes to tea',
      type: 'User',
      resourceScopes: [{ resource, scopes: ['tea:drink'] }],
    },
  ],
  organizationScopes: [{ name: 'read:guests', description: 'See the guests' }],
  organizationRoles: [
    {
      name: 'host',
      description: 'Pours the tea',
      organizationScopes: ['read:guests'],
      resourceScopes: [{ resource, scopes: ['tea:drink'] }],
    },
  ],
  organizations: [
    { name: 'Tea Party', description: 'Always at six' },
    { name: 'Court', description: 'Plays croquet' },
  ],
  users: [
    {
      username: 'hatter',
      password: 'hatter-demo',
      name: 'Hatter',
      primaryEmail: 'hatter@example.com',
      primaryPhone: '12025550188',
      roles: ['guest'],
      memberships: [{ organization: 'Tea Party', roles: ['host'] }],
    },
    { username: 'dormouse', password: 'dormouse-demo', roles: [], memberships: [] },
  ],
  connectors: [oidcConnector, smsConnector],
  signInExperience: {
    ...tenant.signInExperience,
    signIn: {
      methods: [
        { identifier: 'username', password: true, verificationCode: false, isPasswordPrimary: true },
        { identifier: 'phone', password: true, verificationCode: true, isPasswordPrimary: false },
      ],
    },
    forgotPasswordMethods: ['PhoneVerificationCode'],
    socialSignInConnectorTargets: ['wonderland'],
  },
  providers: {},
};
