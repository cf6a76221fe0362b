import { deflateSync, inflateSync } from 'fflate';
import { base64url } from 'jose';

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

// Header and payload of a JWT are JSON objects, so they start with "eyJ" in base64url.
// The look-behind keeps the search linear in a long run of "eyJ".
const jwtPattern = /(?<![\w-])(eyJ[\w-]+)\.(eyJ[\w-]+)\./g;

// A decoded header and payload, on a line each. The JSON text around them has no line breaks.
const decodedPattern = /\n(.*)\n(.*)\n/g;

const decodeText = (part: string): string => {
  // No base64url has this length. An empty text makes `decodeTokens` leave the JWT as it is.
  if (part.length % 4 === 1) return '';
  return new TextDecoder().decode(base64url.decode(part));
};

const encodeTokens = (text: string): string =>
  text.replace(
    decodedPattern,
    (_, header: string, payload: string) =>
      `${base64url.encode(header)}.${base64url.encode(lengthenRoles(payload))}.`,
  );

const decodeTokens = (text: string): string =>
  text.replace(jwtPattern, (jwt, header: string, payload: string) => {
    const decoded = `\n${decodeText(header)}\n${shortenRoles(decodeText(payload))}\n`;
    return encodeTokens(decoded) === jwt ? decoded : jwt;
  });

/**
 * Compresses a session: JSON text, deflated. JWTs are decoded first, since base64url hides repetition from deflate; one
 * that would not encode to the same bytes again stays as it is.
 */
export const packSession = (session: object): Uint8Array =>
  deflateSync(new TextEncoder().encode(decodeTokens(JSON.stringify(session))), { level: 9 });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Restores the fields of a packed session. Throws an Error when the bytes are not one. */
export const unpackFields = (packed: Uint8Array): Record<string, unknown> => {
  const text = new TextDecoder().decode(inflateSync(packed));
  const fields: unknown = JSON.parse(encodeTokens(text));
  if (!isObject(fields)) throw new TypeError('Not a session');
  return fields;
};

/** Whether all values are strings, as in a session of Logto's SDK. */
export const isSession = (fields: Record<string, unknown>): fields is Record<string, string> =>
  Object.values(fields).every((value) => typeof value === 'string');
