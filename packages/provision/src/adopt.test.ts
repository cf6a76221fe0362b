import { expect, test } from 'vitest';
import { contentsOf, contentsWanted } from './test/contents.ts';
import { application, connector, freshState, newId, organization, user } from './test/fake-logto/state.ts';
import { smallTenant } from './test/small-tenant.ts';
import { useFakeLogto } from './test/use-fake-logto.ts';

const provision = useFakeLogto();

/** Creates an object by hand, under a name that the tenant uses. */
const byHand = {
  application: () => provision.logto.state.applications.push(application('Sample: Next.js Pages Router')),
  'API resource': () =>
    provision.logto.state.resources.push({
      id: newId(21),
      name: 'My tea',
      indicator: 'https://tea.example.com/api',
      isDefault: false,
      accessTokenTtl: 60,
    }),
  role: () =>
    provision.logto.state.roles.push({
      id: newId(21),
      name: 'guest',
      description: 'Mine',
      type: 'User',
      isDefault: false,
      scopeIds: [],
    }),
  'organization permission': () =>
    provision.logto.state.organizationScopes.push({ id: newId(21), name: 'read:guests', description: null }),
  'organization role': () =>
    provision.logto.state.organizationRoles.push({
      id: newId(21),
      name: 'host',
      description: null,
      type: 'User',
      organizationScopeIds: [],
      resourceScopeIds: [],
    }),
  user: () => provision.logto.state.users.push(user({ username: 'hatter', password: 'his own' })),
  organization: () => provision.logto.state.organizations.push(organization('Tea Party')),
  connector: () =>
    provision.logto.state.connectors.push(
      connector('Social', 'oidc', { metadata: { target: 'wonderland' } }),
    ),
};
const kinds = Object.entries(byHand);

test.each(kinds)('an object created by hand stops a run before its first write: %s', async (kind, make) => {
  make();

  await expect(provision.apply(smallTenant)).rejects.toThrow(
    new RegExp(`^The ${kind} ".+" was not created by this command: .* run again with --adopt$`),
  );
  expect(provision.logto.writes()).toEqual([]);
});

test.each(kinds)(
  '--adopt changes an object created by hand, and destroy keeps it: %s',
  async (kind, make) => {
    make();
    const lines = await provision.apply(smallTenant, { adopt: true });

    expect(lines.filter((line) => line.startsWith('&'))).toEqual([expect.stringContaining(`& ${kind} `)]);
    expect({ ...contentsOf(provision.logto.state), resources: [] }).toEqual({
      ...contentsWanted(smallTenant),
      resources: [],
    });

    provision.logto.forget();
    await provision.apply(smallTenant);
    expect(provision.logto.writes()).toEqual([]);

    await provision.destroy(smallTenant);
    const left = Object.values(contentsOf(provision.logto.state)).flat();
    expect(left).toHaveLength(1);
  },
);

test('adopting an application keeps its other settings', async () => {
  byHand.application();
  const { applications } = provision.logto.state;
  const logoUri = 'https://example.com/logo.svg';
  for (const found of applications) found.oidcClientMetadata = { ...found.oidcClientMetadata, logoUri };
  await provision.apply(smallTenant, { adopt: true });

  expect(applications).toMatchObject([{ oidcClientMetadata: { logoUri } }]);
});

test('the next run completes a run with --adopt that was interrupted at any request', async () => {
  const fillLogto = () => {
    Object.assign(provision.logto.state, freshState());
    for (const make of Object.values(byHand)) make();
    provision.logto.forget();
  };
  fillLogto();
  await provision.apply(smallTenant, { adopt: true });
  const count = provision.logto.requests.length;

  for (let at = 0; at < count; at += 1) {
    fillLogto();
    provision.logto.injectFault({ at, how: 'reset after writing' });
    await expect(provision.apply(smallTenant, { adopt: true })).rejects.toThrow('run the command again');
    provision.logto.clearFault();

    await provision.apply(smallTenant, { adopt: true });
    expect(contentsOf(provision.logto.state), `request ${at}`).toEqual(contentsWanted(smallTenant));
  }
});

test('an object that a person deletes and creates again is theirs', async () => {
  await provision.apply(smallTenant);
  const { organizations } = provision.logto.state;
  const place = organizations.findIndex(({ name }) => name === 'Court');
  organizations.splice(place, 1, organization('Court'));

  await expect(provision.apply(smallTenant)).rejects.toThrow(
    'The organization "Court" was not created by this command',
  );
});

test.each([
  'permission',
  'role',
  'organization permission',
  'organization role',
  'application',
  'user',
  'organization',
])('a renamed object is not created a second time: %s', async (kind) => {
  await provision.apply(smallTenant);
  const { state } = provision.logto;
  const last = <Item>(items: Item[]) => items.slice(-1);
  const objects: Record<string, Array<{ name: string | null; username?: string | null }>> = {
    permission: last(state.scopes),
    role: last(state.roles),
    'organization permission': last(state.organizationScopes),
    'organization role': last(state.organizationRoles),
    application: last(state.applications),
    user: last(state.users),
    organization: last(state.organizations),
  };
  for (const object of objects[kind] ?? []) {
    Object.assign(object, kind === 'user' ? { username: 'renamed' } : { name: 'renamed' });
  }
  provision.logto.forget();

  for (const adopt of [false, true]) {
    await expect(provision.apply(smallTenant, { adopt })).rejects.toThrow(
      new RegExp(`^The ${kind} ".+" was renamed to "renamed": rename it back in Console, or delete it$`),
    );
  }
  expect(provision.logto.writes()).toEqual([]);

  await provision.destroy(smallTenant);
  expect(state).toEqual(freshState());
});

test('a deleted object is created again', async () => {
  await provision.apply(smallTenant);
  provision.logto.state.users.pop();

  await provision.apply(smallTenant);

  expect(contentsOf(provision.logto.state)).toEqual(contentsWanted(smallTenant));
});

test('an object that Logto cannot change as needed stops the run, even with --adopt', async () => {
  const { state } = provision.logto;
  state.applications.push(application('Sample: Next.js Pages Router', 'SPA'));
  state.organizations.push(organization('Court'), organization('Court'));
  state.users.push(user({ username: 'march_hare', primaryEmail: 'Hatter@example.com' }));
  byHand.role();
  for (const role of state.roles) role.type = 'MachineToMachine';

  await expect(provision.apply(smallTenant, { adopt: true })).rejects.toThrow(
    [
      'The role "guest" is of type MachineToMachine, and Logto cannot change the type of a role: rename or delete it in Console',
      'The application "Sample: Next.js Pages Router" is of type SPA, and Logto cannot change the type of an application: rename or delete it in Console',
      'The user "hatter" needs an email or phone number that belongs to the user "march_hare": change that user in Console',
      'The organization "Court" exists more than once: delete all but one in Console',
    ].join('\n'),
  );
  expect(provision.logto.writes()).toEqual([]);
});

test('an API resource whose indicator changes in the tenant is not created a second time', async () => {
  await provision.apply(smallTenant);
  const moved = 'https://coffee.example.com/api';
  const tenant = structuredClone(smallTenant);
  for (const resource of tenant.resources) resource.indicator = moved;
  for (const { resourceScopes } of [...tenant.roles, ...tenant.organizationRoles]) {
    for (const granted of resourceScopes) granted.resource = moved;
  }
  provision.logto.forget();

  await expect(provision.apply(tenant)).rejects.toThrow(
    /^The API resource "https:\/\/coffee.* Logto cannot change an indicator: run "pnpm provision destroy"/,
  );
  expect(provision.logto.writes()).toEqual([]);
});

test('an object that somebody creates during a run is theirs', async () => {
  const { state } = provision.logto;
  provision.logto.justBefore('POST /api/roles', byHand.role);
  await expect(provision.apply(smallTenant)).rejects.toThrow('role.name_in_use');

  await expect(provision.apply(smallTenant)).rejects.toThrow(
    'The role "guest" was not created by this command',
  );
  await provision.destroy(smallTenant);
  expect(state.roles.map(({ name }) => name)).toContain('guest');
});

test('the record keeps its note of an object whose creation fails for another reason than a taken name', async () => {
  const { state } = provision.logto;
  provision.logto.justBefore('POST /api/organization-roles', () => state.organizationScopes.splice(0));
  await expect(provision.apply(smallTenant)).rejects.toThrow('entity.relation_foreign_key_not_found');

  const [record] = state.organizations;
  expect(record?.customData).toMatchObject({ made: { 'organization role': { host: '' } } });
});
