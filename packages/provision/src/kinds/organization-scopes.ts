import type { Scope } from '@repo/tenant';
import { type Definition, differing } from '../definition.ts';
import { bodyOf } from '../management-api.ts';
import type { Snapshot } from '../snapshot.ts';

type Found = Snapshot['organizationScopes'][number];

export const organizationScopes: Definition<Scope, Found> = {
  kind: 'organization permission',
  wanted: (tenant) => tenant.organizationScopes,
  keyOf: ({ name }) => name,
  find: (snapshot, { name }) => snapshot.organizationScopes.filter((found) => found.name === name),
  differences: (wanted, found) => differing({ description: found.description === wanted.description }),
  create: async ({ api }, { name, description }) =>
    (await bodyOf(api.POST('/api/organization-scopes', { body: { name, description } }))).id,
  change: async ({ api }, { description }, { id }) => {
    await api.PATCH('/api/organization-scopes/{id}', { params: { path: { id } }, body: { description } });
  },
  remove: (api, id) => api.DELETE('/api/organization-scopes/{id}', { params: { path: { id } } }),
};
