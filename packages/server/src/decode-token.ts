import { decodeJwt, decodeProtectedHeader } from 'jose';

export type DecodedToken = {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  /** The granted scopes, of the `scope` claim (RFC 8693, section 4.2). */
  scopes: string[];
};

/**
 * Takes a JWT apart for a page that shows what is in it: never the token itself, whose signature is left out.
 * It verifies nothing: that is for the API that the token is sent to.
 *
 * @throws Error when the token is not a JWT.
 */
export const decodeToken = (token: string): DecodedToken => {
  const claims = decodeJwt(token);
  const { scope } = claims;
  return {
    header: { ...decodeProtectedHeader(token) },
    claims,
    scopes: typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [],
  };
};
