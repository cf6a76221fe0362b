import type { AccountCenter, OidcConnector, Tenant, User } from '@repo/tenant';
import { recordedTenant } from './recorded-tenant.ts';

/** What differs from recording to recording. */
type Variant = {
  accountCenter?: AccountCenter;
  /** Whether alice has changed her profile before. */
  hasProfile?: boolean;
  /** The settings of the connector with token storage. */
  vault?: Partial<OidcConnector['config']>;
};

const alice: User = {
  username: 'alice',
  password: 'alice-demo',
  name: 'Alice Liddell',
  primaryEmail: 'alice@example.com',
  primaryPhone: '12025550123',
  customData: { plan: 'pro', seats: 3 },
  profile: { familyName: 'Liddell', givenName: 'Alice' },
  roles: ['reader'],
  memberships: [],
};
const changedProfile: User['profile'] = {
  ...alice.profile,
  nickname: '',
  website: 'https://alice.example.com',
  birthdate: '1990-05-04',
  locale: 'en-GB',
  address: { locality: 'Oxford', country: 'GB' },
};
const bob: User = { username: 'bob', password: 'bob-demo', roles: [], memberships: [] };
const phoebe: User = { ...bob, username: 'phoebe', primaryPhone: '12025550144' };

const upstreamClient = { clientId: 'logto-upstream', clientSecret: 'logto-upstream-secret-000000000000' };
const tencentKeys = {
  accessKeyId: 'AKIDrecorded',
  accessKeySecret: 'recorded-secret',
  sdkAppId: '1400000001',
};
const usageTypes = [
  'SignIn',
  'Register',
  'ForgotPassword',
  'Generic',
  'UserPermissionValidation',
  'BindNewIdentifier',
];
const templates = usageTypes.map((usageType, index) => ({ usageType, templateCode: `10000${index + 1}` }));

const connector = (id: string, target: string, config: Variant['vault'] = {}): OidcConnector => ({
  connectorId: 'oidc',
  id,
  metadata: { target, name: target },
  syncProfile: false,
  enableTokenStorage: target === 'vault-oidc',
  config: {
    ...upstreamClient,
    scope: 'openid profile email',
    authorizationEndpoint: '{upstream}/auth',
    tokenEndpoint: '{upstream}/token',
    idTokenVerificationConfig: { jwksUri: '{upstream}/jwks', issuer: '{upstream}' },
    ...config,
  },
});

/** The settings with which the account center was recorded, unless a recording is about them. */
export const everythingEditable: AccountCenter = {
  enabled: true,
  fields: {
    name: 'Edit',
    avatar: 'Edit',
    profile: 'Edit',
    username: 'Edit',
    email: 'Edit',
    phone: 'Edit',
    password: 'Edit',
    social: 'Edit',
    customData: 'Edit',
    mfa: 'Edit',
    session: 'Edit',
  },
};

/** The tenant of the recordings of the Account API. */
export const recordedAccountTenant = ({
  accountCenter = everythingEditable,
  hasProfile = true,
  vault,
}: Variant = {}): Tenant => ({
  ...recordedTenant,
  users: [hasProfile ? { ...alice, profile: changedProfile } : alice, bob, phoebe],
  connectors: [
    connector('oidcguide01x', 'guide-oidc'),
    connector('oidcguide02x', 'vault-oidc', vault),
    {
      connectorId: 'tencent-short-message-service',
      config: { ...tencentKeys, signName: 'Logto', region: 'ap-guangzhou', templates },
    },
  ],
  accountCenter,
  providers: {
    upstream: {
      ...upstreamClient,
      name: 'Upstream',
      redirectUris: ['http://localhost:3504/account-social'],
      users: [],
    },
    tencent: {
      secretId: tencentKeys.accessKeyId,
      secretKey: tencentKeys.accessKeySecret,
      sdkAppId: tencentKeys.sdkAppId,
      signNames: ['Logto'],
      templates: templates.map(({ templateCode: id }) => ({ id, text: `{1} by ${id}` })),
    },
  },
});
