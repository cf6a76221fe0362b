import { base64url, CompactEncrypt, compactDecrypt } from 'jose';

const minimumSecretLength = 32;

const deriveKey = async (secret: string) => {
  const encoder = new TextEncoder();
  const material = await crypto.subtle.importKey('raw', encoder.encode(secret), 'HKDF', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encoder.encode('session encryption') },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
};

const keys = new Map<string, ReturnType<typeof deriveKey>>();

const keyOf = (secret: string) => {
  // Logto's SDK passes an empty string when the app sets no secret.
  if (secret.length < minimumSecretLength) {
    throw new Error(
      `The cookie secret has ${secret.length} characters and needs ${minimumSecretLength}: set cookieSecret in the configuration of Logto's SDK`,
    );
  }
  const key = keys.get(secret) ?? deriveKey(secret);
  keys.set(secret, key);
  return key;
};

/**
 * Encrypts bytes as a compact JWE (RFC 7516, `dir` with `A256GCM`). The key is derived from the secret with HKDF-SHA-256.
 *
 * @param secret 32 random characters or more: the derivation does not slow down guessing.
 * @param header Additional header parameters. They are authenticated, but not encrypted.
 * @throws Error when the secret is too short.
 */
export const encrypt = async (plaintext: Uint8Array, secret: string, header: Record<string, unknown>) =>
  new CompactEncrypt(plaintext)
    .setProtectedHeader({ ...header, alg: 'dir', enc: 'A256GCM' })
    .encrypt(await keyOf(secret));

/**
 * Decrypts a value of `encrypt`. The caller checks the header parameters that it set.
 *
 * @throws Error when the secret is too short, or the value is not exactly what `encrypt` returned for this secret.
 */
export const decrypt = async (value: string, secret: string) => {
  const { plaintext, protectedHeader: header } = await compactDecrypt(value, await keyOf(secret), {
    keyManagementAlgorithms: ['dir'],
    contentEncryptionAlgorithms: ['A256GCM'],
  });
  // The last character of a part can have spare bits, which the decoder ignores.
  if (value.split('.').some((part) => base64url.encode(base64url.decode(part)) !== part)) {
    throw new Error('The value is not canonical base64url');
  }
  return { plaintext, header };
};
