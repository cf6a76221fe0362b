import type { SessionData } from '@logto/node';
import { decodeJwt, type JWTPayload } from 'jose';

/** An access token as Logto's SDK caches it; `expiresAt` in seconds since 1970. */
type AccessToken = { token: string; scope: string; expiresAt: number };

const isAccessToken = (value: unknown): value is AccessToken =>
  typeof value === 'object' &&
  value !== null &&
  'token' in value &&
  typeof value.token === 'string' &&
  'scope' in value &&
  typeof value.scope === 'string' &&
  'expiresAt' in value &&
  typeof value.expiresAt === 'number';

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json);
  } catch {
    // The SDK treats an unreadable cache as empty, too.
    return undefined;
  }
};

/** Reads the cached access tokens of a session: pairs of the SDK's cache key and the token, oldest first. */
export const readAccessTokens = ({ accessToken }: SessionData): Array<[key: string, token: AccessToken]> => {
  const cache = parse(accessToken ?? '{}');
  if (typeof cache !== 'object' || cache === null) return [];
  return Object.entries(cache).flatMap(([key, token]) => (isAccessToken(token) ? [[key, token]] : []));
};

/** The claims of a JWT. Empty for an opaque token. */
const claimsOf = (token = ''): JWTPayload => {
  try {
    return decodeJwt(token);
  } catch {
    return {};
  }
};

/** The `sub` of a JWT. Undefined for an opaque token. */
const subjectOf = (token: string | undefined) => claimsOf(token).sub;

/** Whether two subjects are both known, and differ. */
const areForeign = (one: string | undefined, other: string | undefined) =>
  one !== undefined && other !== undefined && one !== other;

/**
 * Removes cached access tokens that belong to another user than the ID token. With `clearTokens: false`, Logto's SDK keeps the
 * tokens of a signed-in user while somebody else signs in. The SDK caches only one opaque token, and replaces it at sign-in.
 */
export const withOwnAccessTokens = <Session extends SessionData>(session: Session): Session => {
  const user = subjectOf(session.idToken);
  const tokens = readAccessTokens(session);
  const own = tokens.filter(([, { token }]) => !areForeign(subjectOf(token), user));
  return own.length === tokens.length
    ? session
    : { ...session, accessToken: JSON.stringify(Object.fromEntries(own)) };
};

/** Whether somebody else has signed in. */
const isOtherUser = (before: SessionData, after: SessionData): boolean =>
  areForeign(subjectOf(before.idToken), subjectOf(after.idToken));

/**
 * The data that a session keeps after another sign-in. If somebody else has signed in, that is only the tokens: the rest belongs
 * to the first user.
 *
 * @param idTokenBefore The session's ID token before sign-in; undefined if nobody was signed in.
 */
export const dataAfterSignIn = (session: SessionData, idTokenBefore: string | undefined): SessionData => {
  const { idToken, accessToken, refreshToken } = session;
  const isOther = isOtherUser({ idToken: idTokenBefore }, session);
  return withOwnAccessTokens(isOther ? { idToken, accessToken, refreshToken } : session);
};

/** Whether the ID token comes from another sign-in: its `sub` or `auth_time` differs. A refresh changes neither. */
export const isOtherSignIn = (before: SessionData, after: SessionData): boolean => {
  const { auth_time: time } = claimsOf(after.idToken);
  return isOtherUser(before, after) || (time !== undefined && time !== claimsOf(before.idToken).auth_time);
};
