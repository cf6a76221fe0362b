import { expect, test } from 'vitest';
import { tenant, users } from './tenant.ts';

const scopesOf = (indicator: string) =>
  tenant.resources.find((resource) => resource.indicator === indicator)?.scopes.map(({ name }) => name);

test('roles grant only permissions that their API resources define', () => {
  for (const { resourceScopes } of [...tenant.roles, ...tenant.organizationRoles]) {
    for (const { resource, scopes } of resourceScopes) {
      expect(scopesOf(resource)).toEqual(expect.arrayContaining(scopes));
    }
  }
});

test('organization roles grant only permissions of the organization template', () => {
  const scopes = tenant.organizationScopes.map(({ name }) => name);
  for (const { organizationScopes } of tenant.organizationRoles) {
    expect(scopes).toEqual(expect.arrayContaining(organizationScopes));
  }
});

test('users have only roles and memberships that the tenant defines', () => {
  const roles = tenant.roles.map(({ name }) => name);
  const organizations = tenant.organizations.map(({ name }) => name);
  const organizationRoles = tenant.organizationRoles.map(({ name }) => name);

  for (const user of tenant.users) {
    expect(roles).toEqual(expect.arrayContaining(user.roles));
    for (const membership of user.memberships) {
      expect(organizations).toContain(membership.organization);
      expect(organizationRoles).toEqual(expect.arrayContaining(membership.roles));
    }
  }
});

test('carol belongs to 60 organizations, more than an uncompressed cookie can hold', () => {
  expect(users.carol.memberships).toHaveLength(60);
});
