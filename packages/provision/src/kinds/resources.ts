import type { ApiResource } from '@repo/tenant';
import { type Definition, differing } from '../definition.ts';
import { bodyOf } from '../management-api.ts';
import type { Snapshot } from '../snapshot.ts';

type Found = Snapshot['resources'][number];

export const resources: Definition<ApiResource, Found> = {
  kind: 'API resource',
  wanted: (tenant) => tenant.resources,
  keyOf: ({ indicator }) => indicator,
  find: (snapshot, { indicator }) => snapshot.resources.filter((found) => found.indicator === indicator),

  conflict: ({ snapshot, record, tenant, wanted, found }) => {
    const current = new Set(tenant.resources.map(({ indicator }) => indicator));
    const [renamed] = record.made('API resource').filter(([key, id]) => {
      const old = snapshot.resources.find((resource) => resource.id === id);
      return old?.name === wanted.name && !current.has(key);
    });
    return found || !renamed
      ? undefined
      : `was created with the indicator ${renamed[0]}, and Logto cannot change an indicator: run "pnpm provision destroy" before you change it in the tenant`;
  },

  differences: (wanted, found) =>
    differing({
      name: found.name === wanted.name,
      accessTokenTtl: found.accessTokenTtl === wanted.accessTokenTtl,
    }),

  create: async ({ api }, { name, indicator, accessTokenTtl }) => {
    const body = { name, indicator, accessTokenTtl };
    return (await bodyOf(api.POST('/api/resources', { body }))).id;
  },
  change: async ({ api }, { name, accessTokenTtl }, { id }) => {
    const params = { path: { id } };
    await api.PATCH('/api/resources/{id}', { params, body: { name, accessTokenTtl } });
  },
  remove: (api, id) => api.DELETE('/api/resources/{id}', { params: { path: { id } } }),
};
