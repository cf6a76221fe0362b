import { tenant } from '@repo/config';
import type { Tenant } from '@repo/tenant';

const resource = 'https://tea.example.com/api';

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
};
