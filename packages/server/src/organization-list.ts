import type { IdTokenClaims, UserInfoResponse } from '@logto/node';

export type UserOrganization = { id: string; name: string; roles: string[] };

type Claims = Pick<IdTokenClaims, 'organizations' | 'organization_roles'>;
type UserInfo = Pick<UserInfoResponse, 'organization_data'>;

// Enough for a large tenant; beyond it, everything is asked for again.
const maximumNames = 10_000;

/**
 * Makes the list of a user's organizations. Ids and roles (`ID:role`) are in the ID token; the names come from userinfo,
 * and a process asks for them when it meets an organization for the first time, not at every page view.
 *
 * @returns A function that takes the claims of the ID token and the SDK's `fetchUserInfo`, and gives each organization;
 *   one that userinfo does not name goes by its id. It throws what `fetchUserInfo` throws.
 */
export const createOrganizationList = () => {
  const names = new Map<string, string>();

  return async (
    { organizations: ids = [], organization_roles: roles = [] }: Claims,
    fetchUserInfo: () => Promise<UserInfo | undefined>,
  ): Promise<UserOrganization[]> => {
    if (ids.some((id) => !names.has(id))) {
      const named = (await fetchUserInfo())?.organization_data ?? [];
      if (names.size > maximumNames) names.clear();
      for (const id of ids) names.set(id, id);
      for (const { id, name } of named) names.set(id, name);
    }

    return ids.map((id) => ({
      id,
      name: names.get(id) ?? id,
      roles: roles.filter((role) => role.startsWith(`${id}:`)).map((role) => role.slice(id.length + 1)),
    }));
  };
};
