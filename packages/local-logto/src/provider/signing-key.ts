import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, importJWK, SignJWT } from 'jose';
import type { JWK } from 'oidc-provider';
import { SettingError } from '../setting-error.ts';

/** The algorithm with which a real Logto signs ID tokens and access tokens. */
export const signingAlgorithm = 'ES384';

const jwkOf = (key: KeyObject): JWK => {
  const { kty, crv, x, y, d } = key.export({ format: 'jwk' });
  return { kty, crv, x, y, d };
};

/** Generates a key to sign tokens with. */
export const createSigningKey = (): JWK =>
  jwkOf(generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey);

const read = (pem: string): KeyObject | undefined => {
  try {
    return createPrivateKey(pem);
  } catch {
    // The caller says what a key must be.
    return undefined;
  }
};

/**
 * Reads a key to sign tokens with.
 *
 * @throws SettingError if it is not a private key of the curve P-384 in PEM.
 */
export const readSigningKey = (pem: string): JWK => {
  const key = read(pem);
  if (key?.asymmetricKeyDetails?.namedCurve === 'secp384r1') return jwkOf(key);
  throw new SettingError(
    'the signing key must be a private key of the curve P-384 in PEM: make one with "openssl ecparam -name secp384r1 -genkey -noout"',
  );
};

/** Returns what anybody may know of a signing key. */
export const publicPart = ({ kty, crv, x, y }: JWK) => ({ kty, crv, x, y });

/** Signs a logout token with these claims (OpenID Connect Back-Channel Logout 1.0, section 2.4). */
export const signLogoutToken = async (claims: Record<string, unknown>, key: JWK): Promise<string> => {
  // The id under which oidc-provider publishes the key.
  const kid = await calculateJwkThumbprint(publicPart(key));
  return new SignJWT(claims)
    .setProtectedHeader({ alg: signingAlgorithm, typ: 'logout+jwt', kid })
    .sign(await importJWK({ ...publicPart(key), d: key.d }, signingAlgorithm));
};
