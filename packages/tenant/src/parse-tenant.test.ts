import { describe, expect, test } from 'vitest';
import { parseTenant } from './parse-tenant.ts';
import type { TenantInput } from './tenant.ts';

const shop = { name: 'Shop', id: 'shop', secret: 'secret-of-shop' };
const orders = 'https://orders.example.com/api';

const complete = {
  applications: [shop],
  resources: [{ name: 'Orders API', indicator: orders, scopes: [{ name: 'orders:read' }] }],
  roles: [{ name: 'customer', resourceScopes: [{ resource: orders, scopes: ['orders:read'] }] }],
  organizationScopes: [{ name: 'read:members' }],
  organizationRoles: [{ name: 'admin', organizationScopes: ['read:members'] }],
  organizations: [{ name: 'Acme' }],
  users: [
    {
      username: 'alice',
      password: 'alice-demo',
      primaryEmail: 'alice@example.com',
      primaryPhone: '12025550123',
      roles: ['customer'],
      memberships: [{ organization: 'Acme', roles: ['admin'] }],
    },
  ],
} satisfies TenantInput;
const [alice] = complete.users;
const [customer] = complete.roles;

const errorOf = (value: unknown): string => {
  try {
    parseTenant(value, 'tenant.json');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'no error';
};

test('what a tenant leaves out is as in a new Logto', () => {
  expect(parseTenant({ applications: [shop] }, 'tenant.json')).toEqual({
    applications: [
      { ...shop, description: '', type: 'Traditional', redirectUris: [], postSignOutRedirectUris: [] },
    ],
    resources: [],
    roles: [],
    organizationScopes: [],
    organizationRoles: [],
    organizations: [],
    users: [],
    connectors: [],
    signInExperience: {
      signInMode: 'SignInAndRegister',
      signIn: {
        methods: [
          { identifier: 'username', password: true, verificationCode: false, isPasswordPrimary: true },
        ],
      },
      signUp: { identifiers: ['username'], password: true },
      passwordPolicy: { minimumLength: 8 },
      forgotPasswordMethods: [],
      verificationCodePolicy: { expirationDuration: 600, maxRetryAttempts: 10 },
      socialSignInConnectorTargets: [],
      socialSignIn: { automaticAccountLinking: false, skipRequiredIdentifiers: false },
    },
    accountCenter: { enabled: false, fields: {} },
    idTokenClaims: ['roles', 'organizations', 'organization_roles'],
    providers: {},
  });
});

test('a tenant with every kind of reference is accepted', () => {
  expect(parseTenant(complete, 'tenant.json')).toMatchObject(complete);
});

test.each([
  ['http://app-*.example.com/callback'],
  ['https://*.preview.example.com/callback'],
  ['http://*.*.example.com/cb'],
  ['http://*.app.localhost:3504/callback'],
  ['http://localhost:3504/*/callback'],
  ['http://localhost:3504/call*'],
])('the redirect URI %s, which matches in a real Logto, is accepted', (uri) => {
  const applications = [{ ...shop, redirectUris: [uri] }];
  expect(parseTenant({ applications }, 'tenant.json').applications[0]?.redirectUris).toEqual([uri]);
});

test.each([
  ['http://*.localhost:3504/callback', 'would never match: write out the last two labels of the host'],
  ['http://*.com/callback', 'would never match: write out the last two labels of the host'],
  ['https://example.*/callback', 'would never match: write out the last two labels of the host'],
  ['http://*:3504/callback', 'would never match: write out the last two labels of the host'],
  ['http://localhost:*/callback', 'must not have a wildcard in its port: list a URI for each port'],
  ['http://localhost:3504/cb?x=*', 'must not have a wildcard in its query: list a URI for each query'],
  ['*://localhost:3504/cb', 'must not have a wildcard in its scheme: write http or https'],
])(
  'the redirect URI %s, which a real Logto refuses or never matches, is refused with a cure',
  (uri, cure) => {
    const error = errorOf({ applications: [{ ...shop, redirectUris: [uri] }] });
    expect(error).toContain(`applications[0].redirectUris[0] ${cure}`);
    expect(error).not.toContain('\n');
  },
);

test.each([
  [undefined, 'the tenant is missing: set it to an object'],
  ['text', 'the tenant must be an object'],
  [{}, 'applications is missing: set it to a list'],
  [{ applications: {} }, 'applications must be a list'],
  [{ applications: [{ ...shop, secret: undefined }] }, 'applications[0].secret is missing: set it to text'],
  [{ applications: [{ ...shop, secret: '' }] }, 'applications[0].secret is empty: give it a value'],
  [{ applications: [{ ...shop, secret: 1 }] }, 'applications[0].secret must be text: put it in quotes'],
  [
    { applications: [{ ...shop, redirectUrls: [] }] },
    'applications[0].redirectUrls is not a field here: remove it, or use one of name, description, type, id, secret, redirectUris, postSignOutRedirectUris, backchannelLogoutUri, backchannelLogoutSessionRequired, corsAllowedOrigins, roles, organizations',
  ],
  [
    { applications: [{ ...shop, redirectUris: ['/callback'] }] },
    'applications[0].redirectUris[0] must be an absolute URI such as http://localhost:3000/callback',
  ],
  [
    { applications: [{ ...shop, redirectUris: ['http://localhost/#callback'] }] },
    'applications[0].redirectUris[0] must not have a fragment: remove "#" and what follows',
  ],
  [
    { applications: [{ ...shop, backchannelLogoutUri: 'nope' }] },
    'applications[0].backchannelLogoutUri must be an absolute URI such as http://localhost:3000/callback',
  ],
  [
    { applications: [], resources: [{ name: 'Orders', indicator: orders, accessTokenTtl: 0 }] },
    'resources[0].accessTokenTtl must be greater than 0',
  ],
  [
    { applications: [], organizationScopes: [{ name: 'read members' }] },
    'organizationScopes[0].name must not contain spaces: use a name such as orders:read',
  ],
  [
    { applications: [], users: [{ ...alice, username: 'alice@example.com' }] },
    'users[0].username must consist of letters, digits and underscores, and not start with a digit',
  ],
  [
    { applications: [], users: [{ ...alice, primaryEmail: 'alice' }] },
    'users[0].primaryEmail must be an email address such as alice@example.com',
  ],
  [
    { applications: [], users: [{ ...alice, primaryPhone: '+1 202' }] },
    'users[0].primaryPhone must be digits: the country code and the number, without "+" and spaces',
  ],
  [
    { applications: [], signInExperience: { unknownSessionRedirectUrl: 'nope' } },
    'signInExperience.unknownSessionRedirectUrl must be an absolute URL such as http://localhost:3000/',
  ],
  [
    { applications: [], accountCenter: { fields: { name: 'Write' } } },
    'accountCenter.fields.name must be one of Off, ReadOnly, Edit',
  ],
  [
    { applications: [], idTokenClaims: ['name'] },
    'idTokenClaims[0] must be one of custom_data, identities, sso_identities, roles, organizations, organization_data, organization_roles',
  ],
])('an error names the file, the field and the cure: %j', (value, problem) => {
  expect(errorOf(value)).toBe(`tenant.json: ${problem}`);
});

test('every problem has a line of its own', () => {
  expect(errorOf({ applications: [{ name: 'Shop', id: 1, title: 'Shop', color: 'red' }] })).toBe(
    `tenant.json: applications[0].id must be text: put it in quotes
tenant.json: applications[0].title is not a field here: remove it, or use one of name, description, type, id, secret, redirectUris, postSignOutRedirectUris, backchannelLogoutUri, backchannelLogoutSessionRequired, corsAllowedOrigins, roles, organizations
tenant.json: applications[0].color is not a field here: remove it, or use one of name, description, type, id, secret, redirectUris, postSignOutRedirectUris, backchannelLogoutUri, backchannelLogoutSessionRequired, corsAllowedOrigins, roles, organizations
tenant.json: applications[0].secret is missing: set it to text`,
  );
});

const roleWith = (resource: string, scope: string) => [
  { name: 'customer', resourceScopes: [{ resource, scopes: [scope] }] },
];

describe('a reference to something that the tenant does not define is an error', () => {
  test.each([
    [
      { roles: roleWith('https://other.example.com', 'orders:read') },
      'roles[0].resourceScopes[0].resource is "https://other.example.com", which is not defined in resources',
    ],
    [
      { roles: roleWith(orders, 'orders:write') },
      'roles[0].resourceScopes[0].scopes[0] is "orders:write", which is not defined in the scopes of Orders API',
    ],
    [
      { organizationRoles: [{ name: 'admin', resourceScopes: [{ resource: orders, scopes: ['write'] }] }] },
      'organizationRoles[0].resourceScopes[0].scopes[0] is "write", which is not defined in the scopes of Orders API',
    ],
    [
      { organizationRoles: [{ name: 'admin', organizationScopes: ['read:members', 'invite'] }] },
      'organizationRoles[0].organizationScopes[1] is "invite", which is not defined in organizationScopes',
    ],
    [
      { users: [{ ...alice, roles: ['editor'] }] },
      'users[0].roles[0] is "editor", which is not defined in roles',
    ],
    [
      { users: [{ ...alice, memberships: [{ organization: 'Globex', roles: ['admin'] }] }] },
      'users[0].memberships[0].organization is "Globex", which is not defined in organizations',
    ],
    [
      { users: [{ ...alice, memberships: [{ organization: 'Acme', roles: ['owner'] }] }] },
      'users[0].memberships[0].roles[0] is "owner", which is not defined in organizationRoles',
    ],
  ])('%j', (change, problem) => {
    expect(errorOf({ ...complete, ...change })).toBe(
      `tenant.json: ${problem}: add it there, or correct it here`,
    );
  });
});

const twice = (item: object | undefined) => [item, item];

describe('a name that must be unique is an error the second time', () => {
  test.each([
    [
      { applications: [shop, { ...shop, id: 'other' }] },
      'applications[1].name is "Shop", which applications[0] has',
    ],
    [
      { applications: [shop, { ...shop, name: 'Other' }] },
      'applications[1].id is "shop", which applications[0] has',
    ],
    [
      { resources: [...complete.resources, { name: 'Other API', indicator: orders }] },
      `resources[1].indicator is "${orders}", which resources[0] has`,
    ],
    [
      { resources: [{ ...complete.resources[0], scopes: twice({ name: 'orders:read' }) }] },
      'resources[0].scopes[1].name is "orders:read", which resources[0].scopes[0] has',
    ],
    [{ roles: twice(customer) }, 'roles[1].name is "customer", which roles[0] has'],
    [
      { organizationScopes: twice({ name: 'read:members' }) },
      'organizationScopes[1].name is "read:members", which organizationScopes[0] has',
    ],
    [
      { organizationRoles: twice({ name: 'admin' }) },
      'organizationRoles[1].name is "admin", which organizationRoles[0] has',
    ],
    [
      { organizations: twice({ name: 'Acme' }) },
      'organizations[1].name is "Acme", which organizations[0] has',
    ],
    [
      { users: [alice, { username: 'alice', password: 'other' }] },
      'users[1].username is "alice", which users[0] has',
    ],
    [
      { users: [alice, { username: 'bob', password: 'bob', primaryEmail: 'Alice@Example.com' }] },
      'users[1].primaryEmail is "alice@example.com", which users[0] has',
    ],
    [
      { users: [alice, { username: 'bob', password: 'bob', primaryPhone: '12025550123' }] },
      'users[1].primaryPhone is "12025550123", which users[0] has',
    ],
    [
      { users: [{ ...alice, memberships: [{ organization: 'Acme' }, { organization: 'Acme' }] }] },
      'users[0].memberships[1].organization is "Acme", which users[0].memberships[0] has',
    ],
  ])('%j', (change, problem) => {
    expect(errorOf({ ...complete, ...change })).toBe(`tenant.json: ${problem} already: choose another one`);
  });
});

const oidc = {
  connectorId: 'oidc' as const,
  id: 'demo',
  metadata: { target: 'demo', name: 'Demo' },
  config: {
    scope: 'openid',
    clientId: 'logto',
    clientSecret: 'secret-of-logto',
    authorizationEndpoint: '{upstream}/auth',
    tokenEndpoint: '{upstream}/token',
    idTokenVerificationConfig: { jwksUri: '{upstream}/jwks' },
  },
};
const sms = {
  connectorId: 'tencent-short-message-service' as const,
  config: { accessKeyId: '', accessKeySecret: '', signName: '', sdkAppId: '', region: '', templates: [] },
};
const upstream = { name: 'Demo', clientId: 'logto', clientSecret: 'secret-of-logto' };
const byPhone = {
  signIn: { methods: [{ identifier: 'phone', verificationCode: true }] },
  signUp: { identifiers: ['phone'], password: false },
  forgotPasswordMethods: ['PhoneVerificationCode'],
} satisfies TenantInput['signInExperience'];

test('connectors are accepted as they are: each checks its own settings', () => {
  const tenant = {
    applications: [],
    connectors: [oidc, sms],
    providers: { upstream },
    signInExperience: { ...byPhone, socialSignInConnectorTargets: ['demo'] },
  } satisfies TenantInput;
  expect(parseTenant(tenant, 'tenant.json')).toMatchObject(tenant);
});

const experience = 'signInExperience';
const needsSms = 'needs a connector for text messages: add "tencent-short-message-service" to connectors';

test.each([
  [
    { connectors: [{ connectorId: 'google-universal' }] },
    'connectors[0].connectorId must be "oidc" or "tencent-short-message-service"',
  ],
  [
    { connectors: [{ ...oidc, id: 'a/b' }], providers: { upstream } },
    'connectors[0].id must consist of letters',
  ],
  [{ connectors: [{ ...sms, config: [] }] }, 'connectors[0].config must be an object with the settings'],
  [{ connectors: [oidc] }, 'connectors[0].config contains {upstream}: add providers.upstream, or use'],
  [
    { connectors: [oidc, oidc], providers: { upstream } },
    'connectors[1].id is "demo", which connectors[0] has already: choose another one',
  ],
  [
    { connectors: [oidc, { ...oidc, id: 'other' }], providers: { upstream } },
    'connectors[1].metadata.target is "demo", which connectors[0] has already: choose another one',
  ],
  [{ connectors: [sms, sms] }, 'connectors[1].connectorId must not occur twice'],
  [
    { [experience]: { signIn: byPhone.signIn } },
    `${experience}.signIn.methods[0].verificationCode ${needsSms}`,
  ],
  [{ [experience]: { signUp: byPhone.signUp } }, `${experience}.signUp.identifiers[0] ${needsSms}`],
  [
    { [experience]: { forgotPasswordMethods: byPhone.forgotPasswordMethods } },
    `${experience}.forgotPasswordMethods[0] ${needsSms}`,
  ],
  [
    { [experience]: { signIn: { methods: [{ identifier: 'email', verificationCode: true }] } } },
    `${experience}.signIn.methods[0].verificationCode is for phone only: no connector sends email`,
  ],
  [
    { [experience]: { signIn: { methods: [{ identifier: 'username', password: false }] } } },
    `${experience}.signIn.methods[0] must have a password or a verification code`,
  ],
  [
    { [experience]: { socialSignInConnectorTargets: ['demo'] } },
    `${experience}.socialSignInConnectorTargets[0] is "demo", which is the target of no connector`,
  ],
])('an error names a connector that is missing or wrong: %j', (change, problem) => {
  expect(errorOf({ applications: [], ...change })).toContain(`tenant.json: ${problem}`);
});
