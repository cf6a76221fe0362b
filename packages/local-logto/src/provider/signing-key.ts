import { generateKeyPairSync } from 'node:crypto';
import type { JWK } from 'oidc-provider';

/** The algorithm with which a real Logto signs ID tokens and access tokens. */
export const signingAlgorithm = 'ES384';

/** Generates a key to sign tokens with. */
export const createSigningKey = (): JWK => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const { kty, crv, x, y, d } = privateKey.export({ format: 'jwk' });
  return { kty, crv, x, y, d };
};

/** Returns what anybody may know of a signing key. */
export const publicPart = ({ kty, crv, x, y }: JWK) => ({ kty, crv, x, y });
