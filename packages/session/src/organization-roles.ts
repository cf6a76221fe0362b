// `organization_roles` repeats every id of `organizations`, usually in the same order. Deflate needs 4 bytes for a
// repeated id, and next to nothing for a tab.

const rolesPattern = /(?<="organization_roles":)\[[^\]]*\]/;

const organizationIds = (payload: string): string[] =>
  /"organizations":\[([^\]]*)\]/.exec(payload)?.[1]?.match(/[^",]+/g) ?? [];

/**
 * Replaces the ids in `organization_roles` with tabs. `"ID:admin"` becomes `"⇥:admin"` if ID follows the organization
 * of the previous role, `"⇥⇥:admin"` if it is the one after that, and `":admin"` if it is the same organization.
 *
 * @param payload JSON text of a JWT's payload. Without those claims it is returned unchanged.
 */
export const shortenRoles = (payload: string): string => {
  const ids = organizationIds(payload);
  let current = -1;
  return payload.replace(rolesPattern, (roles) =>
    roles.replace(/(?<=[[,])"([^":]+):/g, (text, id: string) => {
      const index = ids.indexOf(id, Math.max(current, 0));
      if (index === -1) return text;
      const tabs = '\t'.repeat(index - current);
      current = index;
      return `"${tabs}:`;
    }),
  );
};

/** Reverts `shortenRoles`, except that a role that began with a colon gets an id: compare the result before relying on it. */
export const lengthenRoles = (payload: string): string => {
  const ids = organizationIds(payload);
  let current = -1;
  return payload.replace(rolesPattern, (roles) =>
    roles.replace(/(?<=[[,])"(\t*):/g, (_, tabs: string) => {
      current += tabs.length;
      return `"${ids[current]}:`;
    }),
  );
};
