import { generateKeyPairSync } from 'node:crypto';
import type { JWK } from 'oidc-provider';

/** The algorithm of a real Logto's ID tokens and access tokens. */
export const signingAlgorithm = 'ES384';

/** Makes up a key to sign tokens with. It is held in memory only. */
export const createSigningKey = (): JWK => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  const { kty, crv, x, y, d } = privateKey.export({ format: 'jwk' });
  return { kty, crv, x, y, d };
};
