import type { SessionData } from '@logto/node';
import { deflateSync, inflateSync } from 'fflate';
import * as base64url from 'jose/base64url';
import { dictionary } from './dictionary.ts';
import { lengthenRoles, shortenRoles } from './organization-roles.ts';

/** Header and payload of a JWT: JSON objects, which start with "eyJ" in base64url. */
// The look-behind keeps it linear: without it, a long run of "eyJ" is searched from each of them.
const jwtPattern = /(?<![\w-])(eyJ[\w-]+)\.(eyJ[\w-]+)\./g;

/** The same taken apart: a line each, which JSON text around it never has. */
const partsPattern = /\n(.*)\n(.*)\n/g;

const decodeText = (part: string): string => {
  // No text has this length in base64url. The decoder would throw; an empty text makes `takeApart` keep the part.
  if (part.length % 4 === 1) return '';
  return new TextDecoder().decode(base64url.decode(part));
};

const putTogether = (text: string): string =>
  text.replace(
    partsPattern,
    (_, header: string, payload: string) =>
      `${base64url.encode(header)}.${base64url.encode(lengthenRoles(payload))}.`,
  );

// Base64url hides repetition from the compression. The signature is random and stays as it is.
const takeApart = (text: string): string =>
  text.replace(jwtPattern, (jwt, header: string, payload: string) => {
    const parts = `\n${decodeText(header)}\n${shortenRoles(decodeText(payload))}\n`;
    return putTogether(parts) === jwt ? parts : jwt;
  });

/**
 * Makes a session small: JSON text, in which every JWT is decoded that can be encoded again to the very same bytes,
 * deflated.
 */
export const packSession = (session: object): Uint8Array<ArrayBuffer> =>
  deflateSync(new TextEncoder().encode(takeApart(JSON.stringify(session))), { level: 9, dictionary });

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Whether all values are texts, as in a session of Logto's SDK. */
export const isSession = (fields: Record<string, unknown>): fields is Record<string, string> =>
  Object.values(fields).every((item) => typeof item === 'string');

/**
 * Undoes `packSession`, whatever the session's values are.
 *
 * @throws Error when the bytes are not a packed session.
 */
export const unpackFields = (packed: Uint8Array): Record<string, unknown> => {
  const text = new TextDecoder().decode(inflateSync(packed, { dictionary }));
  const fields: unknown = JSON.parse(putTogether(text));
  if (!isObject(fields)) throw new TypeError('Not a session');
  return fields;
};

/**
 * Undoes `packSession` for a session of Logto's SDK.
 *
 * @throws Error when the bytes are not such a session.
 */
export const unpackSession = (packed: Uint8Array): SessionData => {
  const session = unpackFields(packed);
  if (!isSession(session)) throw new TypeError('Not a session');
  return session;
};
