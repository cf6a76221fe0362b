import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { ApiError } from './api-error.ts';

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? `${error.message} (${cause.code})` : error.message;
};

/**
 * Looks up the issuer's public keys for jose's `jwtVerify`. They are fetched when first needed and kept for a minute,
 * so a key that the issuer has dropped is accepted no longer than that. An unknown key id fetches them again, at most
 * once a second: a rotation is noticed, but tokens with made-up key ids cannot flood the issuer.
 *
 * @param timeout Milliseconds that the issuer has to answer.
 * @returns A lookup that throws `ApiError` 503 when the keys cannot be fetched: a 401 would tell clients to throw
 *   away tokens that may be valid.
 */
export const issuerKeys = (issuer: string, timeout: number): JWTVerifyGetKey => {
  const address = new URL(`${issuer}/jwks`);
  const findKey = createRemoteJWKSet(address, {
    timeoutDuration: timeout,
    cooldownDuration: 1000,
    cacheMaxAge: 60_000,
  });

  return async (header, token) => {
    try {
      return await findKey(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
        throw error;
      }
      console.error(`Cannot fetch the issuer's keys from ${address}: ${reasonOf(error)}`);
      const description = 'The issuer of the access tokens cannot be reached: try again later';
      throw new ApiError(503, 'temporarily_unavailable', description);
    }
  };
};
