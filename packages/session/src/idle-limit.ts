import { parseCookie, stringifySetCookie } from 'cookie';
import { decodeJwt } from 'jose';
import { decrypt, encrypt } from './encrypt.ts';

type Options = {
  /** After how many minutes without a visit a session is over. */
  minutes: number;
  /** The name of the cookie that holds the time of the last visit. */
  name: string;
  /** 32 random characters or more. */
  secret: string;
  /** Whether the cookie is sent over https only. */
  secure: boolean;
};

const readClaims = (idToken: string) => {
  try {
    return decodeJwt(idToken);
  } catch {
    // Not an ID token, so nobody has visited.
    return {};
  }
};

/** Thrown by an app when a visitor's session has ended because it was idle for too long. */
export class IdleSessionError extends Error {
  override readonly name = 'IdleSessionError';

  constructor() {
    super('The session was idle for too long');
  }
}

/**
 * Limits how long a session lasts without a visit, wherever sessions are stored: the time of the last visit is in an encrypted
 * cookie of its own, so a view does not write the session. The cookie counts only for the user that it was made for. A new ID
 * token, from sign-in or a refresh, also counts as a visit.
 */
export const createIdleLimit = ({ minutes, name, secret, secure }: Options) => {
  const limit = minutes * 60;

  const lastVisitOf = async (user: string | undefined, cookies: string) => {
    try {
      const { plaintext } = await decrypt(parseCookie(cookies)[name] ?? '', secret);
      const [, time, visitor] = /^(\d+) (.*)$/.exec(new TextDecoder().decode(plaintext)) ?? [];
      return visitor === user ? Number(time) : 0;
    } catch {
      // No cookie, or not one of this app.
      return 0;
    }
  };

  return {
    /**
     * Notes a visit, unless the session is over. Call it before the session is used.
     *
     * @param idToken The ID token of the session.
     * @param cookies The `Cookie` header of the request.
     * @returns The `Set-Cookie` header that notes the visit; undefined if the session is over and must be deleted.
     */
    visit: async (idToken: string, cookies = ''): Promise<string | undefined> => {
      const { sub, iat = 0 } = readClaims(idToken);
      const now = Math.floor(Date.now() / 1000);
      const lastVisit = Math.max(iat, await lastVisitOf(sub, cookies));
      if (now - lastVisit >= limit) return undefined;

      // Not in the header, which takes more room: these bytes count among the headers of each response.
      const value = await encrypt(new TextEncoder().encode(`${now} ${sub}`), secret, {});
      const attributes = { path: '/', maxAge: limit, httpOnly: true, sameSite: 'lax', secure } as const;
      return stringifySetCookie(name, value, attributes);
    },
  };
};
