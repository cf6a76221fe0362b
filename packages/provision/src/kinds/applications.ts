import { isDeepStrictEqual } from 'node:util';
import type { Application } from '@repo/tenant';
import { z } from 'zod';
import { type Context, type Definition, differing, sameSet } from '../definition.ts';
import { bodyOf } from '../management-api.ts';
import type { Snapshot } from '../snapshot.ts';

type Found = Snapshot['applications'][number] & { roleNames: string[] };

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

const customClientMetadata = ({ corsAllowedOrigins = [] }: Application) => ({ corsAllowedOrigins });

const setRoles = async ({ api, ids }: Context, { roles = [] }: Application, applicationId: string) => {
  const body = { roleIds: roles.map((name) => ids.get('role', name)) };
  await api.PUT('/api/applications/{applicationId}/roles', { params: { path: { applicationId } }, body });
};

export const applications: Definition<Application, Found> = {
  kind: 'application',
  wanted: (tenant) => tenant.applications,
  keyOf: ({ name }) => name,
  find: (snapshot, { name }) =>
    snapshot.applications
      .filter((found) => found.name === name)
      .map((found) => {
        const roles = snapshot.applicationRoles.find(({ id }) => id === found.id)?.roles ?? [];
        return { ...found, roleNames: roles.map((role) => role.name) };
      }),

  conflict: ({ wanted, found }) => {
    if (wanted.organizations?.length) {
      return 'acts for organizations, which this command does not set up: remove them here, and add them in Console';
    }
    return found && found.type !== wanted.type
      ? `is of type ${found.type}, and Logto cannot change the type of an application: rename or delete it in Console`
      : undefined;
  },

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
      'CORS origins': sameSet(
        found.customClientMetadata.corsAllowedOrigins ?? [],
        wanted.corsAllowedOrigins ?? [],
      ),
      roles: sameSet(found.roleNames, wanted.roles ?? []),
    });
  },

  create: async ({ api }, wanted) => {
    const { name, description, type } = wanted;
    const body = {
      name,
      description,
      type,
      oidcClientMetadata: oidcClientMetadata(wanted),
      ...(wanted.corsAllowedOrigins && { customClientMetadata: customClientMetadata(wanted) }),
    };
    return (await bodyOf(api.POST('/api/applications', { body }))).id;
  },
  complete: async (context, wanted, id) => {
    if (wanted.roles?.length) await setRoles(context, wanted, id);
  },
  change: async (context, wanted, found, differences) => {
    const { id } = found;
    if (differences.some((name) => name !== 'roles')) {
      // Logto replaces the metadata as a whole, so keep the fields that the tenant does not define.
      const body = {
        description: wanted.description,
        oidcClientMetadata: { ...found.oidcClientMetadata, ...oidcClientMetadata(wanted) },
        customClientMetadata: { ...found.customClientMetadata, ...customClientMetadata(wanted) },
      };
      await context.api.PATCH('/api/applications/{id}', { params: { path: { id } }, body });
    }
    if (differences.includes('roles')) await setRoles(context, wanted, id);
  },
  remove: (api, id) => api.DELETE('/api/applications/{id}', { params: { path: { id } } }),
};
