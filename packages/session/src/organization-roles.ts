// `organization_roles` repeats every id of `organizations`, as a rule in the same order. An id costs 8 bytes that no
// compression saves and its repetition 4 more; a tab for "one organization further" costs next to nothing.

const rolesPattern = /(?<="organization_roles":)\[[^\]]*\]/;

const organizationIds = (payload: string): string[] =>
  /"organizations":\[([^\]]*)\]/.exec(payload)?.[1]?.match(/[^",]+/g) ?? [];

/**
 * Replaces the ids in `organization_roles` by tabs: `"ID:admin"` becomes `"⇥:admin"` when ID is the organization
 * after the last one named, `"⇥⇥:admin"` for the one after that, `":admin"` for the same one again.
 *
 * @param payload The JSON text of an ID token's payload; without those claims it comes back as it is.
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

/** Undoes `shortenRoles`, except for a role that began with a colon: it gets an id. Compare before you rely on it. */
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
