import type { Organization } from '@repo/tenant';
import { type Definition, differing } from '../definition.ts';
import { bodyOf } from '../management-api.ts';
import type { Snapshot } from '../snapshot.ts';

type Found = Snapshot['organizations'][number];

export const organizations: Definition<Organization, Found> = {
  kind: 'organization',
  wanted: (tenant) => tenant.organizations,
  keyOf: ({ name }) => name,
  find: (snapshot, { name }) => snapshot.organizations.filter((found) => found.name === name),
  differences: (wanted, found) => differing({ description: found.description === wanted.description }),
  create: async ({ api }, { name, description }) =>
    (await bodyOf(api.POST('/api/organizations', { body: { name, description } }))).id,
  change: async ({ api }, { description }, { id }) => {
    await api.PATCH('/api/organizations/{id}', { params: { path: { id } }, body: { description } });
  },
  remove: (api, id) => api.DELETE('/api/organizations/{id}', { params: { path: { id } } }),
};
