import { parseTenant, type Tenant } from '@repo/tenant';
import { expect, test } from 'vitest';
import { contentsOf, contentsWanted } from './test/contents.ts';
import { smallTenant } from './test/small-tenant.ts';
import { useFakeLogto } from './test/use-fake-logto.ts';

const provision = useFakeLogto();

const { applications, roles } = parseTenant(
  {
    applications: [
      {
        name: 'Single page',
        id: 'single-page',
        type: 'SPA',
        redirectUris: ['http://localhost:5173/callback'],
        corsAllowedOrigins: ['http://localhost:5174'],
      },
      { name: 'On the phone', id: 'on-the-phone', type: 'Native', redirectUris: ['tea://callback'] },
      {
        name: 'Kettle',
        id: 'kettle',
        type: 'MachineToMachine',
        secret: 'secret-of-kettle',
        roles: ['machine', 'Logto Management API access'],
      },
    ],
    roles: [{ name: 'machine', type: 'MachineToMachine' }],
  },
  'application-types.test.ts',
);

const tenant: Tenant = {
  ...smallTenant,
  applications: [...smallTenant.applications, ...applications],
  roles: [...smallTenant.roles, ...roles],
};

test('applications of every type are set up, with the roles of a machine, and a second run writes nothing', async () => {
  await provision.apply(tenant);
  expect(contentsOf(provision.logto.state)).toEqual(contentsWanted(tenant));

  provision.logto.forget();
  expect(await provision.apply(tenant)).toEqual([]);
  expect(provision.logto.writes()).toEqual([]);
});

test('roles and CORS origins that somebody has changed are put back', async () => {
  await provision.apply(tenant);
  for (const application of provision.logto.state.applications) {
    application.roleIds = [];
    if (application.type === 'SPA') application.customClientMetadata = {};
  }

  await provision.apply(tenant);

  expect(contentsOf(provision.logto.state)).toEqual(contentsWanted(tenant));
});

test('an application that acts for organizations is refused before the first write', async () => {
  const [, , machine] = applications;
  if (!machine) throw new Error('No machine');
  const acting = { ...tenant, applications: [{ ...machine, organizations: ['Court'] }] };

  await expect(provision.apply(acting)).rejects.toThrow(
    'The application "Kettle" acts for organizations, which this command does not set up: remove them here, and add them in Console',
  );
  expect(provision.logto.writes()).toEqual([]);
});
