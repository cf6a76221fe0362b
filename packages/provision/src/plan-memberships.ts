import { type Context, sameSet } from './definition.ts';
import type { Basis } from './plan-objects.ts';
import type { Step } from './step.ts';

const kind = 'membership';

const setRoles = async ({ api, ids }: Context, organization: string, user: string, roles: string[]) => {
  const path = { id: ids.get('organization', organization), userId: ids.get('user', user) };
  const body = { organizationRoleIds: roles.map((role) => ids.get('organization role', role)) };
  await api.PUT('/api/organizations/{id}/users/{userId}/roles', { params: { path }, body });
};

const join = async ({ api, ids }: Context, organization: string, user: string) => {
  const params = { path: { id: ids.get('organization', organization) } };
  const body = { userIds: [ids.get('user', user)] };
  await api.POST('/api/organizations/{id}/users', { params, body });
};

const leave = async ({ api }: Context, id: string, userId: string) => {
  await api.DELETE('/api/organizations/{id}/users/{userId}', { params: { path: { id, userId } } });
};

/** Plans who belongs to which organization, and in which roles. Organizations outside the tenant's data are ignored. */
export const planMemberships = ({ tenant, snapshot, ids }: Basis): Step[] =>
  tenant.users.flatMap(({ username, memberships }) => {
    const userId = ids.find('user', username);
    const current = snapshot.userRoles.find(({ id }) => id === userId)?.organizations ?? [];

    const wanted = memberships.map(({ organization, roles }): Step => {
      const found = current.find(({ id }) => id === ids.find('organization', organization));
      const names = found?.organizationRoles.map(({ name }) => name) ?? [];
      const isSame = sameSet(names, roles);
      const run = async (context: Context) => {
        if (!found) await join(context, organization, username);
        if (!isSame) await setRoles(context, organization, username, roles);
      };
      const action = found ? (isSame ? 'leave' : 'change') : 'create';
      const name = `${username} in ${organization}`;
      return { action, kind, name, differences: isSame ? [] : ['roles'], run };
    });

    const names = new Set(memberships.map(({ organization }) => organization));
    const left = tenant.organizations.filter(({ name }) => !names.has(name));
    const unwanted = left.flatMap(({ name: organization }): Step[] => {
      const id = ids.find('organization', organization);
      if (!id || !userId || !current.some((found) => found.id === id)) return [];
      const run = (context: Context) => leave(context, id, userId);
      const name = `${username} in ${organization}`;
      return [{ action: 'remove', kind, name, differences: [], run }];
    });
    return [...wanted, ...unwanted];
  });
