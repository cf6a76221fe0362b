import type { Tenant, User } from '@repo/tenant';
import { CommandError } from './command-error.ts';
import { everyPage } from './every-page.ts';
import { inParallel } from './in-parallel.ts';
import { bodyOf, type ManagementApi } from './management-api.ts';
import { readRecord } from './record.ts';

/** What is in Logto, as far as it concerns the tenant's data. */
export type Snapshot = Awaited<ReturnType<typeof takeSnapshot>>;

const roleWithScopes = async (api: ManagementApi, role: { id: string; name: string }) => {
  const params = { path: { id: role.id } };
  const scopes = await everyPage((query) =>
    api.GET('/api/roles/{id}/scopes', { params: { ...params, query } }),
  );
  return { name: role.name, scopes };
};

// A tenant can have very many users, so search for the usernames, emails and phone numbers in question only.
const usersLike = async (api: ManagementApi, user: User) => {
  const search = async (field: 'username' | 'primaryEmail' | 'primaryPhone') => {
    const value = user[field];
    if (!value) return [];
    // Logto does not understand the form of this search that the client's types prescribe.
    const querySerializer = () =>
      new URLSearchParams({ [`search.${field}`]: value, [`mode.${field}`]: 'exact' }).toString();
    return bodyOf(api.GET('/api/users', { querySerializer }));
  };
  return inParallel(['username', 'primaryEmail', 'primaryPhone'], search);
};

/** The user with this id, if it still exists. */
const userWithId = async (api: ManagementApi, userId: string) => {
  try {
    return [await bodyOf(api.GET('/api/users/{userId}', { params: { path: { userId } } }))];
  } catch (error) {
    if (error instanceof CommandError && error.status === 404) return [];
    throw error;
  }
};

const userWithRoles = async (api: ManagementApi, user: { id: string }) => {
  const path = { userId: user.id };
  const [roles, organizations] = await Promise.all([
    everyPage((query) => api.GET('/api/users/{userId}/roles', { params: { path, query } })),
    bodyOf(api.GET('/api/users/{userId}/organizations', { params: { path } })),
  ]);
  return { id: user.id, roles, organizations };
};

const applicationWithRoles = async (api: ManagementApi, { id }: { id: string }) => {
  const path = { applicationId: id };
  const roles = await everyPage((query) =>
    api.GET('/api/applications/{applicationId}/roles', { params: { path, query } }),
  );
  return { id, roles };
};

/** Reads Logto's current state. Sends GET requests only. */
export const takeSnapshot = async (api: ManagementApi, tenant: Tenant) => {
  const [resources, roles, organizationScopes, organizationRoles, applications, organizations] =
    await Promise.all([
      everyPage((query) =>
        api.GET('/api/resources', { params: { query: { ...query, includeScopes: 'true' } } }),
      ),
      everyPage((query) => api.GET('/api/roles', { params: { query } })),
      everyPage((query) => api.GET('/api/organization-scopes', { params: { query } })),
      everyPage((query) => api.GET('/api/organization-roles', { params: { query } })),
      everyPage((query) => api.GET('/api/applications', { params: { query } })),
      everyPage((query) => api.GET('/api/organizations', { params: { query } })),
    ]);
  const [signInExperience, idToken, accountCenter, profileFields, connectors] = await Promise.all([
    bodyOf(api.GET('/api/sign-in-exp')),
    bodyOf(api.GET('/api/configs/id-token')),
    bodyOf(api.GET('/api/account-center')),
    bodyOf(api.GET('/api/custom-profile-fields')),
    bodyOf(api.GET('/api/connectors')),
  ]);

  const usernames = new Set(tenant.users.map(({ username }) => username));
  const found = (await inParallel(tenant.users, (user) => usersLike(api, user))).flat(2);
  // A user that this command created and somebody renamed can be found by id only.
  const unseen = readRecord(organizations)
    .made('user')
    .filter(([key, id]) => id && usernames.has(key) && !found.some((user) => user.id === id));
  const renamed = (await inParallel(unseen, ([, id]) => userWithId(api, id))).flat();
  const users = [...new Map([...found, ...renamed].map((user) => [user.id, user])).values()];
  const roleNames = new Set(tenant.roles.map(({ name }) => name));

  const machines = new Set(
    tenant.applications.filter(({ type }) => type === 'MachineToMachine').map(({ name }) => name),
  );

  return {
    resources,
    roles,
    organizationScopes,
    organizationRoles,
    applications,
    organizations,
    signInExperience,
    idToken,
    accountCenter,
    profileFields,
    connectors,
    users,
    roleScopes: await inParallel(
      roles.filter(({ name }) => roleNames.has(name)),
      (role) => roleWithScopes(api, role),
    ),
    applicationRoles: await inParallel(
      applications.filter(({ name, type }) => type === 'MachineToMachine' && machines.has(name)),
      (application) => applicationWithRoles(api, application),
    ),
    userRoles: await inParallel(
      users.filter(({ username }) => username && usernames.has(username)),
      (user) => userWithRoles(api, user),
    ),
  };
};
