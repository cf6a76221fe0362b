import { tenant } from '@repo/config';
import { expect, test } from 'vitest';
import { makePlan } from './plan.ts';
import { contentsOf, contentsWanted } from './test/contents.ts';
import { newId, organization } from './test/fake-logto/state.ts';
import { smallTenant } from './test/small-tenant.ts';
import { useFakeLogto } from './test/use-fake-logto.ts';

const provision = useFakeLogto();

test('a fresh Logto gets the whole tenant, and a second run writes nothing', async () => {
  await provision.apply(tenant);
  expect(contentsOf(provision.logto.state)).toEqual(contentsWanted(tenant));

  provision.logto.forget();
  expect(await provision.apply(tenant)).toEqual([]);
  expect(provision.logto.writes()).toEqual([]);
});

test('visitors can sign in with username, email or phone, or socially, and register with a password that is long enough', async () => {
  await provision.apply(tenant);

  expect(provision.logto.state.signInExperience).toMatchObject({
    signInMode: 'SignInAndRegister',
    signUp: { identifiers: ['username'], password: true, verify: false },
    signIn: {
      methods: [
        { identifier: 'username' },
        { identifier: 'email', password: true },
        { identifier: 'phone', verificationCode: true },
      ],
    },
    socialSignInConnectorTargets: ['wonderland', 'looking-glass'],
    forgotPasswordMethods: ['PhoneVerificationCode'],
    passwordPolicy: { length: { min: 8 }, rejects: { pwned: false } },
    unknownSessionRedirectUrl: 'http://localhost:3010/',
  });
  expect(provision.logto.state.idToken.enabledExtendedClaims).toEqual(tenant.idTokenClaims);
});

test('users may change what the tenant lets them change of their account, and nothing else', async () => {
  provision.logto.state.accountCenter = { enabled: true, fields: { mfa: 'Edit' } };

  await provision.apply(tenant);

  expect(tenant.accountCenter.fields).toMatchObject({ name: 'Edit', phone: 'Edit', social: 'Edit' });
  expect(provision.logto.state.accountCenter).toEqual(tenant.accountCenter);
});

test('every object is created after those it refers to, and after its note in the record', async () => {
  await provision.apply(smallTenant);

  const paths = provision.logto.writes().map((request) => request.replaceAll(/x\w{11,}/g, 'ID'));
  // The settings do not depend on each other.
  expect(paths.splice(-2).toSorted()).toEqual(['PATCH /api/account-center', 'PATCH /api/sign-in-exp']);
  expect(paths.filter((path, index) => path !== paths[index - 1])).toEqual([
    'POST /api/organizations',
    'POST /api/resources',
    'PATCH /api/organizations/ID',
    'POST /api/resources/ID/scopes',
    'PATCH /api/organizations/ID',
    'POST /api/roles',
    'PATCH /api/organizations/ID',
    'POST /api/organization-scopes',
    'PATCH /api/organizations/ID',
    'POST /api/organization-roles',
    'PATCH /api/organizations/ID',
    'POST /api/applications',
    'PATCH /api/organizations/ID',
    'POST /api/users',
    'PUT /api/users/ID/roles',
    'PATCH /api/organizations/ID',
    'POST /api/organizations',
    'PATCH /api/organizations/ID',
    'POST /api/connectors',
    'PATCH /api/organizations/ID',
    'POST /api/organizations/ID/users',
    'PUT /api/organizations/ID/users/ID/roles',
    'PATCH /api/organizations/ID',
  ]);
});

test('a plan lists what would change, and changes nothing', async () => {
  const { phases } = await makePlan(await provision.connect(), smallTenant, { adopt: false });

  expect(phases.flat().filter(({ action }) => action === 'create')).toHaveLength(13);
  expect(provision.logto.requests.filter((request) => !request.startsWith('GET '))).toEqual([
    'POST /oidc/token',
  ]);
});

test('a run undoes changes made in Console, and writes nothing else', async () => {
  await provision.apply(smallTenant);
  const { state } = provision.logto;
  for (const { oidcClientMetadata } of state.applications.slice(0, 1)) {
    const backchannelLogoutUri = 'https://elsewhere.example.com';
    const changes = { redirectUris: [], backchannelLogoutUri, backchannelLogoutSessionRequired: false };
    Object.assign(oidcClientMetadata, changes);
  }
  for (const user of state.users.filter(({ username }) => username === 'hatter')) {
    Object.assign(user, { name: null, roleIds: [] });
  }
  for (const role of state.roles.filter(({ name }) => name === 'guest'))
    role.scopeIds = ['management-api-all'];
  for (const role of state.organizationRoles) {
    Object.assign(role, { organizationScopeIds: [], resourceScopeIds: [] });
  }
  for (const resource of state.resources.slice(1)) resource.accessTokenTtl = 60;
  for (const { members } of state.organizations.filter(({ name }) => name === 'Tea Party')) {
    for (const roles of members.values()) roles.splice(0);
  }
  for (const connector of state.connectors) {
    Object.assign(connector, { config: { ...connector.config, region: 'ap-singapore' } });
    if (connector.type === 'Social') connector.syncProfile = false;
  }
  state.signInExperience.socialSignInConnectorTargets = [];
  state.idToken = { enabledExtendedClaims: [] };
  state.accountCenter.fields.name = 'ReadOnly';
  provision.logto.forget();

  const lines = await provision.apply(smallTenant);

  expect(contentsOf(state)).toEqual(contentsWanted(smallTenant));
  expect(lines).toEqual([
    '~ API resource https://tea.example.com/api: accessTokenTtl',
    '~ role guest: permissions',
    '~ organization role host: organization permissions, permissions',
    '~ application Sample: Next.js Pages Router: redirect URIs, back-channel logout URI, session in logout tokens',
    '~ user hatter: name, roles',
    '~ connector wonderland: syncProfile, config',
    '~ connector tencent-short-message-service: config',
    '~ membership hatter in Tea Party: roles',
    '~ setting sign-in experience: socialSignInConnectorTargets',
    '~ setting ID-token claims: enabledExtendedClaims',
    '~ setting account center: fields',
  ]);
});

test('a membership that the tenant no longer defines is removed, and those in other organizations stay', async () => {
  await provision.apply(smallTenant);
  const { organizations, users } = provision.logto.state;
  const dormouse = users.find(({ username }) => username === 'dormouse')?.id ?? '';
  for (const { members } of organizations.filter(({ name }) => name === 'Court')) members.set(dormouse, []);
  organizations.push(organization('Theirs', { members: new Map([[dormouse, []]]) }));

  expect(await provision.apply(smallTenant)).toEqual(['- membership dormouse in Court']);

  expect(organizations.filter(({ members }) => members.has(dormouse)).map(({ name }) => name)).toEqual([
    'Theirs',
  ]);
});

test('all pages of a long list are read', async () => {
  await provision.apply(smallTenant);
  const { organizations } = provision.logto.state;
  organizations.unshift(...Array.from({ length: 230 }, (_, index) => organization(`Other ${index}`)));
  provision.logto.forget();

  expect(await provision.apply(smallTenant)).toEqual([]);

  expect(
    provision.logto.requests.filter((request) => request.startsWith('GET /api/organizations?')),
  ).toHaveLength(3);
});

test('an item that appears on two pages, because somebody added another, counts once', async () => {
  await provision.apply(smallTenant);
  const { organizations } = provision.logto.state;
  const others = Array.from({ length: 99 }, (_, index) => organization(`Other ${index}`));
  // Puts the record at the end of the first page.
  organizations.unshift(...others);
  provision.logto.justBefore('GET /api/organizations?page=2&page_size=100', () =>
    organizations.unshift(organization('Another')),
  );

  expect(await provision.apply(smallTenant)).toEqual([]);
});

test('users get only the roles of the tenant, even if Logto has a default role', async () => {
  const role = { id: newId(21), name: 'everybody', description: '', type: 'User', scopeIds: [] };
  provision.logto.state.roles.push({ ...role, isDefault: true });
  await provision.apply(smallTenant);

  expect(contentsOf(provision.logto.state).users).toEqual(contentsWanted(smallTenant).users);
});

test('an error names the object that Logto rejects, and the invalid field', async () => {
  const users = smallTenant.users.slice(0, 1).map((user) => ({ ...user, primaryPhone: '+12025550188' }));

  await expect(provision.apply({ ...smallTenant, users })).rejects.toThrow(
    /^The user "hatter": POST \/api\/users failed \(guard\.invalid_input: .* in key path "primaryPhone": .*\): correct it /,
  );
});
