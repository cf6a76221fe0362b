import type { OrganizationRole } from '@repo/tenant';
import { type Context, type Definition, differing, sameSet } from '../definition.ts';
import { bodyOf } from '../management-api.ts';
import type { Snapshot } from '../snapshot.ts';
import { keysOf, scopeIds } from './roles.ts';
import { scopeKey } from './scopes.ts';

type Found = Snapshot['organizationRoles'][number] & { resourceScopeKeys: string[] };

const organizationScopeIds = ({ ids }: Context, { organizationScopes }: OrganizationRole) =>
  organizationScopes.map((name) => ids.get('organization permission', name));

export const organizationRoles: Definition<OrganizationRole, Found> = {
  kind: 'organization role',
  wanted: (tenant) => tenant.organizationRoles,
  keyOf: ({ name }) => name,
  find: (snapshot, { name }) => {
    // Here Logto gives the id and the name of a permission's API resource, but not its indicator.
    const indicators = new Map(snapshot.resources.map(({ id, indicator }) => [id, indicator]));
    return snapshot.organizationRoles
      .filter((role) => role.name === name)
      .map((role) => ({
        ...role,
        resourceScopeKeys: role.resourceScopes.map((scope) =>
          scopeKey(indicators.get(scope.resource.id) ?? scope.resource.id, scope.name),
        ),
      }));
  },

  conflict: ({ found }) =>
    found && found.type !== 'User'
      ? 'is a machine-to-machine role, and Logto cannot turn it into a user role: rename or delete it in Console'
      : undefined,

  differences: (wanted, found) =>
    differing({
      description: found.description === wanted.description,
      'organization permissions': sameSet(
        found.scopes.map(({ name }) => name),
        wanted.organizationScopes,
      ),
      permissions: sameSet(found.resourceScopeKeys, keysOf(wanted.resourceScopes)),
    }),

  create: async (context, wanted) => {
    const body = {
      name: wanted.name,
      description: wanted.description,
      type: 'User' as const,
      organizationScopeIds: organizationScopeIds(context, wanted),
      resourceScopeIds: scopeIds(context, wanted.resourceScopes),
    };
    return (await bodyOf(context.api.POST('/api/organization-roles', { body }))).id;
  },
  change: async (context, wanted, { id }, differences) => {
    const params = { path: { id } };
    if (differences.includes('description')) {
      const { description } = wanted;
      await context.api.PATCH('/api/organization-roles/{id}', { params, body: { description } });
    }
    if (differences.includes('organization permissions')) {
      const body = { organizationScopeIds: organizationScopeIds(context, wanted) };
      await context.api.PUT('/api/organization-roles/{id}/scopes', { params, body });
    }
    if (differences.includes('permissions')) {
      const body = { scopeIds: scopeIds(context, wanted.resourceScopes) };
      await context.api.PUT('/api/organization-roles/{id}/resource-scopes', { params, body });
    }
  },
  remove: (api, id) => api.DELETE('/api/organization-roles/{id}', { params: { path: { id } } }),
};
