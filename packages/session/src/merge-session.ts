import { isDeepStrictEqual } from 'node:util';
import { readAccessTokens } from './access-tokens.ts';

type Fields = Record<string, unknown>;

const mergeFields = (stored: Fields, base: Fields, mine: Fields): Fields => {
  const merged = { ...stored };
  for (const key of Object.keys({ ...base, ...mine })) {
    if (isDeepStrictEqual(base[key], mine[key])) continue;
    if (key in mine) merged[key] = mine[key];
    else delete merged[key];
  }
  return merged;
};

const accessTokensOf = ({ accessToken }: Fields): Fields =>
  Object.fromEntries(readAccessTokens(typeof accessToken === 'string' ? { accessToken } : {}));

/** The sign-in attempt that a request began; all of it that makes sense without the session it began in. */
export const newAttempt = (base: Fields, mine: Fields): Fields =>
  mine.signInSession && mine.signInSession !== base.signInSession
    ? { signInSession: mine.signInSession }
    : {};

/**
 * Puts what one request changed into what others wrote meanwhile: field by field, and among the cached access tokens
 * token by token. Where both changed the same, this request wins; a sign-out wins over everything.
 *
 * @param stored The session as it is now.
 * @param base The session as the request found it, or last wrote it.
 * @param mine The session as the request has it.
 */
export const mergeSession = (stored: Fields, base: Fields, mine: Fields): Fields => {
  // Its tokens belong to somebody who signed out, and could be taken for those of whoever signs in next.
  if (base.idToken && !stored.idToken) return { ...stored, ...newAttempt(base, mine) };

  const merged = mergeFields(stored, base, mine);
  if (merged.accessToken === undefined) return merged;
  const accessTokens = mergeFields(accessTokensOf(stored), accessTokensOf(base), accessTokensOf(mine));
  return { ...merged, accessToken: JSON.stringify(accessTokens) };
};
