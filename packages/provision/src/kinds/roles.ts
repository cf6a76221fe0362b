import type { ResourceScopes, Role } from '@repo/tenant';
import { type Context, type Definition, differing, sameSet } from '../definition.ts';
import { bodyOf } from '../management-api.ts';
import { scopeKey } from './scopes.ts';

type Found = {
  id: string;
  type: string;
  description: string;
  scopes: Array<{ id: string; key: string }>;
};

/** The keys of the permissions that a role grants. */
export const keysOf = (resourceScopes: ResourceScopes[]): string[] =>
  resourceScopes.flatMap(({ resource, scopes }) => scopes.map((scope) => scopeKey(resource, scope)));

export const scopeIds = ({ ids }: Context, resourceScopes: ResourceScopes[]): string[] =>
  keysOf(resourceScopes).map((key) => ids.get('permission', key));

export const roles: Definition<Role, Found> = {
  kind: 'role',
  wanted: (tenant) => tenant.roles,
  keyOf: ({ name }) => name,
  find: (snapshot, { name }) =>
    snapshot.roles
      .filter((role) => role.name === name)
      .map(({ id, type, description }) => {
        const granted = snapshot.roleScopes.find((role) => role.name === name)?.scopes ?? [];
        const scopes = granted.map((scope) => ({
          id: scope.id,
          key: scopeKey(scope.resource.indicator, scope.name),
        }));
        return { id, type, description, scopes };
      }),

  conflict: ({ wanted, found }) =>
    found && found.type !== wanted.type
      ? `is of type ${found.type}, and Logto cannot change the type of a role: rename or delete it in Console`
      : undefined,

  differences: (wanted, { description, scopes }) =>
    differing({
      description: description === wanted.description,
      permissions: sameSet(
        scopes.map(({ key }) => key),
        keysOf(wanted.resourceScopes),
      ),
    }),

  create: async (context, { name, description, type, resourceScopes }) => {
    const body = { name, description, type, scopeIds: scopeIds(context, resourceScopes) };
    return (await bodyOf(context.api.POST('/api/roles', { body }))).id;
  },
  change: async (context, { description, resourceScopes }, found, differences) => {
    const path = { id: found.id };
    if (differences.includes('description')) {
      await context.api.PATCH('/api/roles/{id}', { params: { path }, body: { description } });
    }
    const wanted = new Set(scopeIds(context, resourceScopes));
    const granted = new Set(found.scopes.map(({ id }) => id));
    // Logto rejects the whole list if the role already has one of the permissions.
    const missing = [...wanted].filter((id) => !granted.has(id));
    if (missing.length > 0) {
      const body = { scopeIds: missing };
      await context.api.POST('/api/roles/{id}/scopes', { params: { path }, body });
    }
    for (const scopeId of [...granted].filter((id) => !wanted.has(id))) {
      await context.api.DELETE('/api/roles/{id}/scopes/{scopeId}', {
        params: { path: { ...path, scopeId } },
      });
    }
  },
  remove: (api, id) => api.DELETE('/api/roles/{id}', { params: { path: { id } } }),
};
