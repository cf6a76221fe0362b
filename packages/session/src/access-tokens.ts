import type { SessionData } from '@logto/node';

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
