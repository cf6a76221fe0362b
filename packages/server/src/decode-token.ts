import { decodeJwt, decodeProtectedHeader } from 'jose';

export type DecodedToken = {
  header: Record<string, unknown>;
  claims: Record<string, unknown>;
  /** The granted scopes, from the `scope` claim (RFC 8693, section 4.2). */
  scopes: string[];
};

/**
 * Decodes a JWT (RFC 7519) for display. Leaves out the signature, so the result cannot be used as a token. Does not
 * verify the token, which is the job of the API that receives it.
 *
 * @throws Error if the token is not a JWT.
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
