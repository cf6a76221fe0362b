import { expect, test } from 'vitest';
import { sampleTenant, users } from './sample-tenant.ts';

const scopesOf = (indicator: string) =>
  sampleTenant.resources.find((resource) => resource.indicator === indicator)?.scopes.map(({ name }) => name);

test('every role grants permissions that its API resource has', () => {
  for (const { resourceScopes } of [...sampleTenant.roles, ...sampleTenant.organizationRoles]) {
    for (const { resource, scopes } of resourceScopes) {
      expect(scopesOf(resource)).toEqual(expect.arrayContaining(scopes));
    }
  }
});

test('every organization role grants permissions of the organization template', () => {
  const scopes = sampleTenant.organizationScopes.map(({ name }) => name);
  for (const { organizationScopes } of sampleTenant.organizationRoles) {
    expect(scopes).toEqual(expect.arrayContaining(organizationScopes));
  }
});

test('every user has roles and memberships that the tenant knows', () => {
  const roles = sampleTenant.roles.map(({ name }) => name);
  const organizations = sampleTenant.organizations.map(({ name }) => name);
  const organizationRoles = sampleTenant.organizationRoles.map(({ name }) => name);

  for (const user of sampleTenant.users) {
    expect(roles).toEqual(expect.arrayContaining(user.roles));
    for (const membership of user.memberships) {
      expect(organizations).toContain(membership.organization);
      expect(organizationRoles).toEqual(expect.arrayContaining(membership.roles));
    }
  }
});

test('carol belongs to 60 organizations, which is more than a cookie holds as it is', () => {
  expect(users.carol.memberships).toHaveLength(60);
});
