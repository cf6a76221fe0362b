import { expect, test } from 'vitest';
import { readRecord } from '../src/record.ts';
import { contentsOf, contentsWanted } from './contents.ts';
import { useLogto } from './lab.ts';
import { application, freshState, newId, organization, user } from './stand-in/state.ts';
import { smallTenant } from './tenants.ts';

const lab = useLogto();

/** Puts into Logto what a person has made there, under a name of the tenant. */
const byHand = {
  application: () => lab.logto.state.applications.push(application('Sample: Next.js Pages Router')),
  'API resource': () =>
    lab.logto.state.resources.push({
      id: newId(21),
      name: 'My tea',
      indicator: 'https://tea.example.com/api',
      isDefault: false,
      accessTokenTtl: 60,
    }),
  role: () =>
    lab.logto.state.roles.push({
      id: newId(21),
      name: 'guest',
      description: 'Mine',
      type: 'User',
      isDefault: false,
      scopeIds: [],
    }),
  'organization permission': () =>
    lab.logto.state.organizationScopes.push({ id: newId(21), name: 'read:guests', description: null }),
  'organization role': () =>
    lab.logto.state.organizationRoles.push({
      id: newId(21),
      name: 'host',
      description: null,
      type: 'User',
      organizationScopeIds: [],
      resourceScopeIds: [],
    }),
  user: () => lab.logto.state.users.push(user({ username: 'hatter', password: 'his own' })),
  organization: () => lab.logto.state.organizations.push(organization('Tea Party')),
};
const kinds = Object.entries(byHand);

test.each(kinds)('a run stops before its first write when a person made the %s', async (kind, make) => {
  make();

  await expect(lab.run(smallTenant)).rejects.toThrow(
    new RegExp(`^The ${kind} ".+" was not made by this command: .* run again with --adopt$`),
  );
  expect(lab.logto.writes()).toEqual([]);
});

test.each(kinds)(
  'with --adopt the %s that a person made becomes what the tenant says, and outlives a removal',
  async (kind, make) => {
    make();
    const untouched = (lines: string[]) => lines.filter((line) => line.startsWith('&'));

    expect(untouched(await lab.run(smallTenant, { adopt: true }))).toEqual([
      expect.stringContaining(`& ${kind} `),
    ]);
    expect({ ...contentsOf(lab.logto.state), resources: [] }).toEqual({
      ...contentsWanted(smallTenant),
      resources: [],
    });

    lab.logto.forget();
    await lab.run(smallTenant);
    expect(lab.logto.writes()).toEqual([]);

    await lab.destroyAll(smallTenant);
    const left = Object.values(contentsOf(lab.logto.state)).flat();
    expect(left).toHaveLength(1);
  },
);

test('what else a person set of an application stays when it is adopted', async () => {
  byHand.application();
  const { applications } = lab.logto.state;
  const logoUri = 'https://example.com/logo.svg';
  for (const found of applications) found.oidcClientMetadata = { ...found.oidcClientMetadata, logoUri };
  await lab.run(smallTenant, { adopt: true });

  expect(applications).toMatchObject([{ oidcClientMetadata: { logoUri } }]);
});

test('a run with --adopt that broke off at any request is finished by the next', async () => {
  const furnish = () => {
    Object.assign(lab.logto.state, freshState());
    for (const make of Object.values(byHand)) make();
    lab.logto.forget();
  };
  furnish();
  await lab.run(smallTenant, { adopt: true });
  const count = lab.logto.requests.length;

  for (let at = 0; at < count; at += 1) {
    furnish();
    lab.logto.order({ at, how: 'reset after writing' });
    await expect(lab.run(smallTenant, { adopt: true })).rejects.toThrow('run the command again');
    lab.logto.order(undefined);

    await lab.run(smallTenant, { adopt: true });
    expect(contentsOf(lab.logto.state), `request ${at}`).toEqual(contentsWanted(smallTenant));
  }
});

test('an object that a person made anew, after deleting ours, is theirs', async () => {
  await lab.run(smallTenant);
  const { organizations } = lab.logto.state;
  const place = organizations.findIndex(({ name }) => name === 'Court');
  organizations.splice(place, 1, organization('Court'));

  await expect(lab.run(smallTenant)).rejects.toThrow('The organization "Court" was not made by this command');
});

test.each([
  'permission',
  'role',
  'organization permission',
  'organization role',
  'application',
  'user',
  'organization',
])('what this command made as %s, and a person renamed, is not made a second time', async (kind) => {
  await lab.run(smallTenant);
  const { state } = lab.logto;
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
  lab.logto.forget();

  for (const adopt of [false, true]) {
    await expect(lab.run(smallTenant, { adopt })).rejects.toThrow(
      new RegExp(`^The ${kind} ".+" was renamed to "renamed": rename it back in Console, or delete it$`),
    );
  }
  expect(lab.logto.writes()).toEqual([]);

  await lab.destroyAll(smallTenant);
  expect(state).toEqual(freshState());
});

test('what this command made and a person deleted is made again', async () => {
  await lab.run(smallTenant);
  lab.logto.state.users.pop();

  await lab.run(smallTenant);

  expect(contentsOf(lab.logto.state)).toEqual(contentsWanted(smallTenant));
});

test('what cannot become what the tenant says stops the run, also with --adopt', async () => {
  const { state } = lab.logto;
  state.applications.push(application('Sample: Next.js Pages Router', 'SPA'));
  state.organizations.push(organization('Court'), organization('Court'));
  state.users.push(user({ username: 'march_hare', primaryEmail: 'Hatter@example.com' }));
  byHand.role();
  for (const role of state.roles) role.type = 'MachineToMachine';

  await expect(lab.run(smallTenant, { adopt: true })).rejects.toThrow(
    [
      'The role "guest" is a role for machines, and Logto cannot make it one for users: rename or delete it in Console',
      'The application "Sample: Next.js Pages Router" is of type SPA, and Logto cannot change a type: rename or delete it in Console',
      'The user "hatter" needs an email or phone that user "march_hare" has: change that user in Console',
      'The organization "Court" is there more than once: delete all but one in Console',
    ].join('\n'),
  );
  expect(lab.logto.writes()).toEqual([]);
});

test('an API resource that got another indicator in the tenant is not made a second time', async () => {
  await lab.run(smallTenant);
  const moved = 'https://coffee.example.com/api';
  const tenant = structuredClone(smallTenant);
  for (const resource of tenant.resources) resource.indicator = moved;
  for (const { resourceScopes } of [...tenant.roles, ...tenant.organizationRoles]) {
    for (const granted of resourceScopes) granted.resource = moved;
  }
  lab.logto.forget();

  await expect(lab.run(tenant)).rejects.toThrow(
    /^The API resource "https:\/\/coffee.* Logto cannot change an indicator: run "pnpm provision destroy"/,
  );
  expect(lab.logto.writes()).toEqual([]);
});

test('a name that somebody takes while a run is under way stays theirs', async () => {
  const { state } = lab.logto;
  lab.logto.justBefore('POST /api/roles', byHand.role);
  await expect(lab.run(smallTenant)).rejects.toThrow('role.name_in_use');

  await expect(lab.run(smallTenant)).rejects.toThrow('The role "guest" was not made by this command');
  await lab.destroyAll(smallTenant);
  expect(state.roles.map(({ name }) => name)).toContain('guest');
});

test('the note of an object stays when its creation is refused and its name was not taken', async () => {
  const { state } = lab.logto;
  lab.logto.justBefore('POST /api/organization-roles', () => state.organizationScopes.splice(0));
  await expect(lab.run(smallTenant)).rejects.toThrow('entity.relation_foreign_key_not_found');

  const [record] = state.organizations;
  expect(record?.customData).toMatchObject({ made: { 'organization role': { host: '' } } });
});

test('writes of the record wait for one another', async () => {
  const api = await lab.connected();
  const record = readRecord([]);

  record.intend('role', 'first');
  const first = record.save(api);
  record.intend('role', 'second');
  await Promise.all([first, record.save(api)]);

  expect(lab.logto.state.organizations.map(({ customData }) => customData)).toEqual([
    expect.objectContaining({ made: { role: { first: '', second: '' } } }),
  ]);
});
