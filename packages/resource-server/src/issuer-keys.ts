import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { Refusal } from './refusal.ts';

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? `${error.message} (${cause.code})` : error.message;
};

/**
 * The public keys that the issuer signs with, fetched when first needed and then at most every ten minutes.
 * A key id that is not among them fetches again, at most every second: so a rotation is noticed, and tokens
 * with made-up key ids cannot flood the issuer.
 *
 * @param timeout Milliseconds that the issuer has to answer.
 * @returns What jose's `jwtVerify` looks keys up with. It throws a `Refusal` with status 503 when the issuer cannot
 *   be asked: then nobody knows whether a token is good, and 401 would wrongly tell clients to throw theirs away.
 */
export const issuerKeys = (issuer: string, timeout: number): JWTVerifyGetKey => {
  const address = new URL(`${issuer}/jwks`);
  const findKey = createRemoteJWKSet(address, {
    timeoutDuration: timeout,
    cooldownDuration: 1000,
    cacheMaxAge: 600_000,
  });

  return async (header, token) => {
    try {
      return await findKey(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys)
        throw error;

      console.error(`Cannot get the issuer's keys at ${address}: ${reasonOf(error)}`);
      throw new Refusal(
        503,
        'temporarily_unavailable',
        'The issuer of the access tokens cannot be reached: try again later',
      );
    }
  };
};
