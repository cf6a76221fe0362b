import { isDeepStrictEqual } from 'node:util';
import type { User } from '@repo/tenant';
import { type Context, type Definition, differing, sameSet } from '../definition.ts';
import { bodyOf } from '../management-api.ts';
import type { Snapshot } from '../snapshot.ts';

type Found = Snapshot['users'][number] & { roleNames: string[] };

const setRoles = async ({ api, ids }: Context, { roles }: User, userId: string) => {
  const body = { roleIds: roles.map((name) => ids.get('role', name)) };
  await api.PUT('/api/users/{userId}/roles', { params: { path: { userId } }, body });
};

const same = (one: string | undefined, other: string | null) => (one ?? null) === (other || null);

export const users: Definition<User, Found> = {
  kind: 'user',
  wanted: (tenant) => tenant.users,
  keyOf: ({ username }) => username,
  find: (snapshot, { username }) =>
    snapshot.users
      .filter((user) => user.username === username)
      .map((user) => {
        const roles = snapshot.userRoles.find(({ id }) => id === user.id)?.roles ?? [];
        return { ...user, roleNames: roles.map(({ name }) => name) };
      }),

  conflict: ({ snapshot, wanted, found }) => {
    const email = wanted.primaryEmail?.toLowerCase();
    const other = snapshot.users.find(
      (user) =>
        user.id !== found?.id &&
        ((email && user.primaryEmail?.toLowerCase() === email) ||
          (wanted.primaryPhone && user.primaryPhone === wanted.primaryPhone)),
    );
    return (
      other &&
      `needs an email or phone number that belongs to the user "${other.username ?? other.id}": change that user in Console`
    );
  },

  differences: (wanted, found) =>
    differing({
      name: same(wanted.name, found.name),
      email: same(wanted.primaryEmail, found.primaryEmail),
      phone: same(wanted.primaryPhone, found.primaryPhone),
      avatar: same(wanted.avatar, found.avatar),
      profile: isDeepStrictEqual(wanted.profile ?? {}, found.profile),
      'custom data': isDeepStrictEqual(wanted.customData ?? {}, found.customData),
      roles: sameSet(wanted.roles, found.roleNames),
    }),

  create: async ({ api }, { roles: _roles, memberships: _memberships, ...body }) =>
    (await bodyOf(api.POST('/api/users', { body }))).id,
  // Even if the list is empty: Logto may assign default roles to new users.
  complete: setRoles,
  change: async (context, wanted, { id }, differences) => {
    if (differences.some((name) => name !== 'roles')) {
      const body = {
        name: wanted.name ?? null,
        primaryEmail: wanted.primaryEmail ?? null,
        primaryPhone: wanted.primaryPhone ?? null,
        avatar: wanted.avatar ?? null,
        profile: wanted.profile ?? {},
        customData: wanted.customData ?? {},
      };
      await context.api.PATCH('/api/users/{userId}', { params: { path: { userId: id } }, body });
    }
    if (differences.includes('roles')) await setRoles(context, wanted, id);
  },
  // A password cannot be read or compared, so an adopted user gets a new one.
  adopt: async ({ api }, { password }, { id }) => {
    await api.PATCH('/api/users/{userId}/password', { params: { path: { userId: id } }, body: { password } });
  },
  remove: (api, id) => api.DELETE('/api/users/{userId}', { params: { path: { userId: id } } }),
};
