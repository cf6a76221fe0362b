import type { SessionData } from '@logto/node';
import { decodeJwt } from 'jose';
import { readAccessTokens } from './access-tokens.ts';

/** The user that a JWT is about. Undefined for an opaque token. */
const subjectOf = (token = ''): string | undefined => {
  try {
    return decodeJwt(token).sub;
  } catch {
    return undefined;
  }
};

/** Whether two tokens are about different users, as far as they say so. */
const areForeign = (one: string | undefined, other: string | undefined) =>
  one !== undefined && other !== undefined && one !== other;

/**
 * Leaves out cached access tokens of another user than the ID token's. With `clearTokens: false`, Logto's SDK keeps the tokens
 * of a signed-in user while somebody else signs in. Of opaque tokens, the SDK caches only one, and replaces it at sign-in.
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
export const isOtherUser = (before: SessionData, after: SessionData): boolean =>
  areForeign(subjectOf(before.idToken), subjectOf(after.idToken));
