import { isDeepStrictEqual } from 'node:util';
import { readAccessTokens } from './tokens.ts';

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

/**
 * Three-way merge of a session, field by field, and token by token within the cached access tokens. Where both sides
 * changed the same, this request wins, but nothing of a user is merged into a session that was signed out.
 *
 * @param stored The session as it is stored now.
 * @param base The session as the request read it, or last wrote it.
 * @param mine The session as the request has it now.
 */
export const mergeSession = (stored: Fields, base: Fields, mine: Fields): Fields => {
  // The next user to sign in must not get these tokens.
  if (base.idToken && !stored.idToken) return stored;

  const merged = mergeFields(stored, base, mine);
  if (merged.accessToken === undefined) return merged;
  const accessTokens = mergeFields(accessTokensOf(stored), accessTokensOf(base), accessTokensOf(mine));
  return { ...merged, accessToken: JSON.stringify(accessTokens) };
};
