import { decodeJwt } from 'jose';

/** Which sessions a verified logout token ends (OpenID Connect Back-Channel Logout 1.0, section 2.4). */
export type Logout = {
  /** The logout token's own id: it ends sessions once. */
  jti: string;
  /** Until when the token is accepted, in seconds since 1970. Its id is remembered until then. */
  expiresAt: number;
  /** The session at the identity provider. All sessions that began in it end. */
  sid?: string | undefined;
  /** The user. Without `sid`, all of the user's sessions end. */
  sub?: string | undefined;
};

/** The names that a session can be ended by: of the session at the identity provider, then of the user. */
export const namesOf = ({ sid, sub }: { sid?: unknown; sub?: unknown }): string[] => [
  ...(typeof sid === 'string' ? [`sid ${sid}`] : []),
  ...(typeof sub === 'string' ? [`sub ${sub}`] : []),
];

/** The names of a session, from the claims of its ID token. */
export const namesOfSession = (session: object): string[] => {
  try {
    return namesOf(decodeJwt(String(Reflect.get(session, 'idToken'))));
  } catch {
    // Not a JWT, as when nobody is signed in.
    return [];
  }
};
