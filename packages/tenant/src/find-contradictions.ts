import { z } from 'zod';
import { findApplicationContradictions } from './find-application-contradictions.ts';
import { findConnectorContradictions } from './find-connector-contradictions.ts';
import { managementRole } from './management-role.ts';
import type { ResourceScopes, Tenant } from './tenant.ts';

/** What is wrong with a field of a tenant, and how to fix it. */
export type Problem = { path: PropertyKey[]; message: string };

type Path = Problem['path'];

const namesOf = (items: Array<{ name: string }>): string[] => items.map(({ name }) => name);

/** Finds references to what a tenant does not define, and values that must not occur twice. */
export const findContradictions = (tenant: Tenant): Problem[] => {
  const { applications, resources, roles, organizationScopes, organizationRoles, organizations, users } =
    tenant;
  const indicators = resources.map(({ indicator }) => indicator);
  const problems: Problem[] = [];

  const expectUnique = (list: Path, field: string | string[], values: Array<string | undefined>): void => {
    for (const [index, value] of values.entries()) {
      const first = values.indexOf(value);
      if (value === undefined || first === index) continue;
      const other = z.core.toDotPath([...list, first]);
      const message = `is "${value}", which ${other} has already: choose another one`;
      problems.push({ path: [...list, index, ...[field].flat()], message });
    }
  };

  const expectDefined = (path: Path, name: string, list: string, defined: string[]): void => {
    if (defined.includes(name)) return;
    const message = `is "${name}", which is not defined in ${list}: add it there, or correct it here`;
    problems.push({ path, message });
  };

  const expectAllDefined = (path: Path, names: string[], list: string, defined: string[]): void => {
    for (const [index, name] of names.entries()) expectDefined([...path, index], name, list, defined);
  };

  const checkGrants = (path: Path, grants: ResourceScopes[]): void => {
    for (const [index, { resource, scopes }] of grants.entries()) {
      expectDefined([...path, index, 'resource'], resource, 'resources', indicators);
      const api = resources.find(({ indicator }) => indicator === resource);
      if (!api) continue;
      expectAllDefined([...path, index, 'scopes'], scopes, `the scopes of ${api.name}`, namesOf(api.scopes));
    }
  };

  const emails = users.map(({ primaryEmail }) => primaryEmail?.toLowerCase());
  const applicationIds = applications.map(({ id }) => id);
  const usernames = users.map(({ username }) => username);
  const phones = users.map(({ primaryPhone }) => primaryPhone);
  expectUnique(['applications'], 'name', namesOf(applications));
  expectUnique(['applications'], 'id', applicationIds);
  expectUnique(['resources'], 'indicator', indicators);
  expectUnique(['roles'], 'name', namesOf(roles));
  expectUnique(['organizationScopes'], 'name', namesOf(organizationScopes));
  expectUnique(['organizationRoles'], 'name', namesOf(organizationRoles));
  expectUnique(['organizations'], 'name', namesOf(organizations));
  const social = tenant.connectors.map((connector) =>
    connector.connectorId === 'oidc' ? connector : undefined,
  );
  const connectorIds = social.map((connector) => connector?.id);
  const targets = social.map((connector) => connector?.metadata.target);
  expectUnique(['connectors'], 'id', connectorIds);
  expectUnique(['connectors'], ['metadata', 'target'], targets);
  expectUnique(['users'], 'username', usernames);
  expectUnique(['users'], 'primaryEmail', emails);
  expectUnique(['users'], 'primaryPhone', phones);
  for (const [index, { scopes }] of resources.entries()) {
    expectUnique(['resources', index, 'scopes'], 'name', namesOf(scopes));
  }

  for (const [index, role] of roles.entries()) {
    checkGrants(['roles', index, 'resourceScopes'], role.resourceScopes);
  }
  for (const [index, role] of organizationRoles.entries()) {
    const path = ['organizationRoles', index];
    const defined = namesOf(organizationScopes);
    expectAllDefined([...path, 'organizationScopes'], role.organizationScopes, 'organizationScopes', defined);
    checkGrants([...path, 'resourceScopes'], role.resourceScopes);
  }
  for (const [index, user] of users.entries()) {
    expectAllDefined(['users', index, 'roles'], user.roles, 'roles', namesOf(roles));
    const path = ['users', index, 'memberships'];
    const joined = user.memberships.map(({ organization }) => organization);
    expectUnique(path, 'organization', joined);
    for (const [position, membership] of user.memberships.entries()) {
      const { organization } = membership;
      expectDefined(
        [...path, position, 'organization'],
        organization,
        'organizations',
        namesOf(organizations),
      );
      expectAllDefined(
        [...path, position, 'roles'],
        membership.roles,
        'organizationRoles',
        namesOf(organizationRoles),
      );
    }
  }
  for (const [index, { roles: held = [], organizations: joined = [] }] of applications.entries()) {
    const path = ['applications', index];
    expectAllDefined([...path, 'roles'], held, 'roles', [...namesOf(roles), managementRole]);
    expectAllDefined([...path, 'organizations'], joined, 'organizations', namesOf(organizations));
  }
  return [...problems, ...findApplicationContradictions(tenant), ...findConnectorContradictions(tenant)];
};
