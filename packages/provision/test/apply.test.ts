import { tenant } from '@repo/config';
import { expect, test } from 'vitest';
import { makePlan } from '../src/plan.ts';
import { contentsOf, contentsWanted } from './contents.ts';
import { useLogto } from './lab.ts';
import { newId, organization } from './stand-in/state.ts';
import { smallTenant } from './tenants.ts';

const lab = useLogto();

test('a fresh Logto gets the whole tenant, and a second run sends no write', async () => {
  await lab.run(tenant);
  expect(contentsOf(lab.logto.state)).toEqual(contentsWanted(tenant));

  lab.logto.forget();
  expect(await lab.run(tenant)).toEqual([]);
  expect(lab.logto.writes()).toEqual([]);
});

test('visitors may sign in with user name or email, and register with a password that is long enough', async () => {
  await lab.run(tenant);

  expect(lab.logto.state.signInExperience).toMatchObject({
    signInMode: 'SignInAndRegister',
    signUp: { identifiers: ['username'], password: true, verify: false },
    signIn: { methods: [{ identifier: 'username' }, { identifier: 'email', password: true }] },
    passwordPolicy: { length: { min: 8 }, rejects: { pwned: false } },
  });
  expect(lab.logto.state.idToken.enabledExtendedClaims).toEqual(tenant.idTokenClaims);
});

test('everything is created after what it refers to, and noted before', async () => {
  await lab.run(smallTenant);

  const paths = lab.logto.writes().map((request) => request.replaceAll(/x\w{11,}/g, 'ID'));
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
    'POST /api/organizations/ID/users',
    'PUT /api/organizations/ID/users/ID/roles',
    'PATCH /api/organizations/ID',
    'PATCH /api/sign-in-exp',
  ]);
});

test('a plan says what would change and changes nothing', async () => {
  const { phases } = await makePlan(await lab.connected(), smallTenant, { adopt: false });

  expect(phases.flat().filter(({ action }) => action === 'create')).toHaveLength(11);
  expect(lab.logto.requests.filter((request) => !request.startsWith('GET '))).toEqual(['POST /oidc/token']);
});

test('what was changed in Console comes back, and only that is written', async () => {
  await lab.run(smallTenant);
  const { state } = lab.logto;
  for (const application of state.applications.slice(0, 1)) application.oidcClientMetadata.redirectUris = [];
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
  state.idToken = { enabledExtendedClaims: [] };
  lab.logto.forget();

  const lines = await lab.run(smallTenant);

  expect(contentsOf(state)).toEqual(contentsWanted(smallTenant));
  expect(lines).toEqual([
    '~ API resource https://tea.example.com/api: accessTokenTtl',
    '~ role guest: permissions',
    '~ organization role host: organization permissions, permissions',
    '~ application Sample: Next.js Pages Router: redirect URIs',
    '~ user hatter: name, roles',
    '~ membership hatter in Tea Party: roles',
    '~ setting ID-token claims: enabledExtendedClaims',
  ]);
});

test('a member whom the tenant no longer has in an organization leaves it, and stays in those of others', async () => {
  await lab.run(smallTenant);
  const { organizations, users } = lab.logto.state;
  const dormouse = users.find(({ username }) => username === 'dormouse')?.id ?? '';
  for (const { members } of organizations.filter(({ name }) => name === 'Court')) members.set(dormouse, []);
  const others = { id: 'theirs000000', name: 'Theirs', description: null, customData: {} };
  organizations.push({ ...others, members: new Map([[dormouse, []]]) });

  expect(await lab.run(smallTenant)).toEqual(['- membership dormouse in Court']);

  expect(organizations.filter(({ members }) => members.has(dormouse)).map(({ name }) => name)).toEqual([
    'Theirs',
  ]);
});

test('a long list is read to its end: what stands on its last page is found', async () => {
  await lab.run(smallTenant);
  const { organizations } = lab.logto.state;
  const rest = { description: null, customData: {}, members: new Map<string, string[]>() };
  const others = Array.from({ length: 230 }, (_, index) => ({
    id: `other${String(index).padStart(7, '0')}`,
    name: `Other ${index}`,
    ...rest,
  }));
  organizations.unshift(...others);
  lab.logto.forget();

  expect(await lab.run(smallTenant)).toEqual([]);

  expect(lab.logto.requests.filter((request) => request.startsWith('GET /api/organizations?'))).toHaveLength(
    3,
  );
});

test('an entry that comes twice, because somebody added another meanwhile, is one', async () => {
  await lab.run(smallTenant);
  const { organizations } = lab.logto.state;
  const others = Array.from({ length: 99 }, (_, index) => organization(`Other ${index}`));
  // The record is the last on the first page.
  organizations.unshift(...others);
  lab.logto.justBefore('GET /api/organizations?page=2&page_size=100', () =>
    organizations.unshift(organization('Another')),
  );

  expect(await lab.run(smallTenant)).toEqual([]);
});

test('a user has no role but those of the tenant, also where Logto gives one to all new users', async () => {
  const role = { id: newId(21), name: 'everybody', description: '', type: 'User', scopeIds: [] };
  lab.logto.state.roles.push({ ...role, isDefault: true });
  await lab.run(smallTenant);

  expect(contentsOf(lab.logto.state).users).toEqual(contentsWanted(smallTenant).users);
});

test('what Logto refuses is named, with the field that is wrong', async () => {
  const users = smallTenant.users.slice(0, 1).map((user) => ({ ...user, primaryPhone: '+12025550188' }));

  await expect(lab.run({ ...smallTenant, users })).rejects.toThrow(
    /^The user "hatter": POST \/api\/users was refused \(guard\.invalid_input: .* in key path "primaryPhone": .*\): mend /,
  );
});
