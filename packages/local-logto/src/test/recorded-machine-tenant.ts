import { type Application, parseTenant, type Tenant, type TenantInput } from '@repo/tenant';

/** The application without a user of the recordings. */
export const robot = {
  name: 'Robot',
  id: 'aiiiu2n7kwfzz6fiwdwh9',
  type: 'MachineToMachine',
  secret: 'local-only-secret',
} as const;

const indicator = 'https://shopping.your-app.com/api';

/**
 * The tenant of the recordings of applications without a user.
 *
 * @param change What the application has in one recording: roles, organizations.
 */
export const recordedMachineTenant = (change: Pick<Application, 'roles' | 'organizations'> = {}): Tenant =>
  parseTenant(
    {
      applications: [{ ...robot, ...change }],
      resources: [{ name: 'Shopping', indicator, scopes: [{ name: 'read' }, { name: 'write' }] }],
      roles: [
        {
          name: 'shopping-robot',
          type: 'MachineToMachine',
          resourceScopes: [{ resource: indicator, scopes: ['read'] }],
        },
      ],
      organizations: [{ name: 'Acme' }],
    },
    'recorded-machine-tenant.ts',
  );

/** The application that reads what is in Logto in the recordings of the Management API. */
export const manager = {
  name: 'Rec provisioner',
  id: 'ov0ml76xhdcq1jpfbkv04',
  type: 'MachineToMachine',
  secret: 'local-only-secret',
  redirectUris: [],
  roles: ['Logto Management API access'],
} satisfies TenantInput['applications'][number];

/** The users of the recordings of the Management API. */
export const recordedUsers = [
  {
    username: 'rec_user',
    password: 'rec-password',
    primaryEmail: 'rec@example.com',
    primaryPhone: '12025550177',
    name: 'Rec User',
    avatar: 'https://example.com/rec.png',
    customData: { plan: 'pro' },
    profile: { familyName: 'User', givenName: 'Rec', nickname: 'R', address: { country: 'GB' } },
    memberships: [{ organization: 'Rec Org', roles: ['rec-admin', 'rec-member'] }],
  },
  { username: 'rec_weak', password: 'weak' },
] satisfies TenantInput['users'];

/**
 * The tenant of the recordings of the Management API.
 *
 * @param change What was changed of the first user before a recording.
 */
export const recordedManagementTenant = (
  change: Partial<NonNullable<TenantInput['users']>[number]>,
): Tenant => {
  const [first, ...others] = recordedUsers;
  return parseTenant(
    {
      applications: [
        manager,
        { name: 'Rec app full', description: 'd', id: '5kzgdc6z4waxanxfw8pe2', secret: 'local-only-secret' },
        {
          name: 'Single page app',
          id: 'vv0x2c7mcbbfw1ppm53mw',
          type: 'SPA',
          redirectUris: ['http://localhost:3504/callback'],
          postSignOutRedirectUris: ['http://localhost:3504/'],
        },
      ],
      resources: [
        { name: 'Rec API', indicator: 'https://rec.example.com/api', scopes: [{ name: 'read:rec' }] },
      ],
      organizationScopes: [{ name: 'rec:invite' }, { name: 'rec:members', description: 'Read members' }],
      organizationRoles: [
        {
          name: 'rec-admin',
          description: 'Admin',
          organizationScopes: ['rec:invite', 'rec:members'],
          resourceScopes: [{ resource: 'https://rec.example.com/api', scopes: ['read:rec'] }],
        },
        { name: 'rec-member' },
      ],
      organizations: [{ name: 'Rec Org' }],
      users: [{ ...first, ...change }, ...others],
    },
    'recorded-machine-tenant.ts',
  );
};
