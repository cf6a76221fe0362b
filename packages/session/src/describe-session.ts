import type { SessionData, SessionWrapper } from '@logto/node';
import { readAccessTokens } from './access-tokens.ts';

/** What a page may show of a cached access token. Without resource and organization, it is the one for userinfo. */
export type CachedToken = {
  /** API resource indicator. */
  resource?: string;
  organizationId?: string;
  /** The granted scopes. */
  scopes: string[];
  /** Seconds since 1970. */
  expiresAt: number;
};

export type SessionDescription = {
  /** Where the session is stored, in the words of the app. */
  store: string;
  /** What is stored there, in bytes. */
  bytes: number;
  /** The most bytes that the store takes, where it has a limit. */
  limit?: number;
  hasIdToken: boolean;
  hasRefreshToken: boolean;
  accessTokens: CachedToken[];
};

/** A session wrapper for Logto's SDK that can also tell what a session holds. */
export type DescribedSessions = SessionWrapper & {
  /** Says what the session of a cookie's value holds, for a page that shows it: never a token. */
  describe: (value: string, secret: string) => Promise<SessionDescription>;
};

// The SDK's cache key is `SCOPES@RESOURCE#ORGANIZATION`. The scopes are always empty, the resource is so for userinfo and
// for organizations' tokens, and "#" stands only before an organization: a resource indicator has no fragment.
const keyPattern = /^[^@]*@(?<resource>.*?)(?:#(?<organizationId>[^#]*))?$/;

/**
 * Says what a session holds, for a page that shows it: never a token.
 *
 * @param session The session, as a session wrapper's `unwrap` gives it.
 * @param where The store's name, and the bytes that the session takes there: for a cookie, its name and value.
 */
export const describeSession = (
  session: SessionData,
  where: Pick<SessionDescription, 'store' | 'bytes' | 'limit'>,
): SessionDescription => ({
  ...where,
  hasIdToken: Boolean(session.idToken),
  hasRefreshToken: Boolean(session.refreshToken),
  accessTokens: readAccessTokens(session).map(([key, { scope, expiresAt }]) => {
    const { resource, organizationId } = keyPattern.exec(key)?.groups ?? {};
    return {
      ...(resource && { resource }),
      ...(organizationId && { organizationId }),
      scopes: scope.split(' ').filter(Boolean),
      expiresAt,
    };
  }),
});
