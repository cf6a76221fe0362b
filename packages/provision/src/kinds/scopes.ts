import type { Scope } from '@repo/tenant';
import { CommandError } from '../command-error.ts';
import { type Definition, differing } from '../definition.ts';
import { bodyOf } from '../management-api.ts';

type Found = { id: string; resourceId: string; description?: string | null };

/** The key of an API resource's permission. Neither part can contain a space. */
export const scopeKey = (indicator: string, name: string): string => `${name} of ${indicator}`;

export const scopes: Definition<Scope & { indicator: string }, Found> = {
  kind: 'permission',
  wanted: (tenant) =>
    tenant.resources.flatMap(({ indicator, scopes }) => scopes.map((scope) => ({ ...scope, indicator }))),
  keyOf: ({ indicator, name }) => scopeKey(indicator, name),
  find: (snapshot, { indicator, name }) =>
    snapshot.resources
      .filter((resource) => resource.indicator === indicator)
      .flatMap((resource) => resource.scopes ?? [])
      .filter((scope) => scope.name === name),

  differences: (wanted, found) => differing({ description: found.description === wanted.description }),

  create: async ({ api, ids }, { indicator, name, description }) => {
    const params = { path: { resourceId: ids.get('API resource', indicator) } };
    const body = { name, description };
    return (await bodyOf(api.POST('/api/resources/{resourceId}/scopes', { params, body }))).id;
  },
  change: async ({ api }, { description }, { id, resourceId }) => {
    const params = { path: { resourceId, scopeId: id } };
    await api.PATCH('/api/resources/{resourceId}/scopes/{scopeId}', { params, body: { description } });
  },
  remove: async (api, id, snapshot) => {
    const resource = snapshot.resources.find(({ scopes }) => scopes?.some((scope) => scope.id === id));
    if (!resource) throw new CommandError(`The permission ${id} no longer exists`, 404);
    const params = { path: { resourceId: resource.id, scopeId: id } };
    await api.DELETE('/api/resources/{resourceId}/scopes/{scopeId}', { params });
  },
};
