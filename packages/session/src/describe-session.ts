import type { SessionData, SessionWrapper } from '@logto/node';
import { readAccessTokens } from './tokens.ts';

/** What a page may show of a session: no token. */
export type SessionDescription = {
  /** Where the session is stored, for display. */
  store: string;
  /** Size of the cookie's value in bytes: the session, or its id. */
  inBrowser: number;
  /** The cookie's limit in bytes, if it holds the session. */
  limit?: number;
  /** Size in bytes of what the server stores. */
  onServer: number;
  /** The cached access tokens. The one without resource and organization is for userinfo. */
  accessTokens: Array<{
    /** API resource indicator. */
    resource?: string;
    organizationId?: string;
    scopes: string[];
    /** Seconds since 1970. */
    expiresAt: number;
  }>;
};

/** A session wrapper of Logto's SDK that can also describe a session. */
export type DescribableSessionWrapper = SessionWrapper & {
  /** Describes the session of a cookie's value for display. Contains no token. */
  describe: (value: string, secret: string) => Promise<SessionDescription>;
};

// The SDK's cache key is `SCOPES@RESOURCE#ORGANIZATION`. The SDK leaves the scopes empty, and the resource, too, for
// userinfo and organization tokens. A resource indicator has no fragment, so "#" begins the organization.
const keyPattern = /^[^@]*@(?<resource>.*?)(?:#(?<organizationId>[^#]*))?$/;

/**
 * Describes a session for display. Contains no token.
 *
 * @param session The session as a session wrapper's `unwrap` returns it.
 * @param where The store's name, the bytes that the session takes in the browser and on the server, and the cookie's limit.
 */
export const describeSession = (
  session: SessionData,
  where: Omit<SessionDescription, 'accessTokens'>,
): SessionDescription => ({
  ...where,
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
