import type { IdTokenClaims, UserInfoResponse } from '@logto/node';

export type UserOrganization = { id: string; name: string; roles: string[] };

type Claims = Pick<IdTokenClaims, 'organizations' | 'organization_roles'>;
type UserInfo = Pick<UserInfoResponse, 'organization_data'>;

// Enough for a large tenant. A full cache is cleared, and the names are requested again.
const maximumNames = 10_000;

/**
 * Creates a function that lists a user's organizations. Ids and roles (`ID:role`) come from the ID token, names from
 * userinfo. Names are cached for all users, so userinfo is requested only if an organization is not in the cache.
 *
 * @returns A function that takes the claims of the ID token and the SDK's `fetchUserInfo`. An organization that
 *   userinfo does not name, since the user has left it, has its id as its name. Throws what `fetchUserInfo` throws.
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
      for (const { id, name } of named) names.set(id, name);
    }

    return ids.map((id) => ({
      id,
      name: names.get(id) ?? id,
      roles: roles.filter((role) => role.startsWith(`${id}:`)).map((role) => role.slice(id.length + 1)),
    }));
  };
};
