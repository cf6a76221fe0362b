import { isDeepStrictEqual } from 'node:util';
import type { Application } from '@repo/tenant';
import { z } from 'zod';
import { type Definition, differing } from '../definition.ts';
import { bodyOf } from '../management-api.ts';
import type { Snapshot } from '../snapshot.ts';

type Found = Snapshot['applications'][number];

// The types of @logto/api ask for objects here, but Logto takes strings.
const addresses = z.array(z.any());

// Logto requires both lists.
const oidcClientMetadata = ({
  redirectUris,
  postSignOutRedirectUris,
  backchannelLogoutUri,
  backchannelLogoutSessionRequired,
}: Application) => ({
  redirectUris: addresses.parse(redirectUris),
  postLogoutRedirectUris: addresses.parse(postSignOutRedirectUris),
  backchannelLogoutUri,
  backchannelLogoutSessionRequired,
});

export const applications: Definition<Application, Found> = {
  kind: 'application',
  wanted: (tenant) => tenant.applications,
  keyOf: ({ name }) => name,
  find: (snapshot, { name }) => snapshot.applications.filter((found) => found.name === name),

  conflict: ({ found }) =>
    found && found.type !== 'Traditional'
      ? `is of type ${found.type}, and Logto cannot change the type of an application: rename or delete it in Console`
      : undefined,

  differences: (wanted, found) => {
    const metadata = oidcClientMetadata(wanted);
    const { redirectUris, postLogoutRedirectUris, ...present } = found.oidcClientMetadata;
    return differing({
      description: found.description === wanted.description,
      'redirect URIs': isDeepStrictEqual(redirectUris, metadata.redirectUris),
      'post sign-out redirect URIs': isDeepStrictEqual(
        postLogoutRedirectUris,
        metadata.postLogoutRedirectUris,
      ),
      'back-channel logout URI': present.backchannelLogoutUri === metadata.backchannelLogoutUri,
      'session in logout tokens':
        Boolean(present.backchannelLogoutSessionRequired) ===
        Boolean(metadata.backchannelLogoutSessionRequired),
    });
  },

  create: async ({ api }, wanted) => {
    const { name, description } = wanted;
    const body = {
      name,
      description,
      type: 'Traditional' as const,
      oidcClientMetadata: oidcClientMetadata(wanted),
    };
    return (await bodyOf(api.POST('/api/applications', { body }))).id;
  },
  change: async ({ api }, wanted, { id, oidcClientMetadata: present }) => {
    // Logto replaces the metadata as a whole, so keep the fields that the tenant does not define.
    const metadata = { ...present, ...oidcClientMetadata(wanted) };
    const body = { description: wanted.description, oidcClientMetadata: metadata };
    await api.PATCH('/api/applications/{id}', { params: { path: { id } }, body });
  },
  remove: (api, id) => api.DELETE('/api/applications/{id}', { params: { path: { id } } }),
};
