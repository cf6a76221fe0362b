import { errors } from 'jose';
import { ZodError } from 'zod';

// By jose's error code, or by the claim or header that failed.
const problems: Record<string, string> = {
  ERR_JOSE_ALG_NOT_ALLOWED: 'The access token is signed with an algorithm that is not accepted here',
  ERR_JWKS_NO_MATCHING_KEY: 'The access token is signed with a key that the issuer does not publish',
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: 'The signature of the access token is wrong',
  ERR_JWT_EXPIRED: 'The access token has expired',
  iss: 'The access token is from another issuer',
  nbf: 'The access token is not valid yet',
  typ: 'The token is not an access token: its type is not at+jwt',
};

/**
 * Says in plain words what is wrong with a token.
 *
 * @param error What jose or the schema of claims threw.
 * @returns The description, or nothing when the error is not about the token.
 */
export const tokenProblem = (error: unknown): string | undefined => {
  if (error instanceof ZodError) return 'The claims of the access token are malformed';
  if (!(error instanceof errors.JOSEError)) return undefined;
  if (!(error instanceof errors.JWTClaimValidationFailed)) {
    return problems[error.code] ?? 'The access token is not a JWT that can be verified';
  }
  if (error.reason === 'missing') return `The access token lacks the claim ${error.claim}`;
  return problems[error.claim] ?? `The access token has a malformed claim ${error.claim}`;
};
