import * as base64url from 'jose/base64url';

// The value is base64url of: version (1 byte), initialization vector (12 bytes), ciphertext, tag (16 bytes).
const version = 1;
const ivLength = 12;
const tagLength = 16;
const overhead = 1 + ivLength + tagLength;

const minimumSecretLength = 32;

const deriveKey = async (secret: string) => {
  const material = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), 'HKDF', false, [
    'deriveKey',
  ]);
  return crypto.subtle.deriveKey(
    {
      name: 'HKDF',
      hash: 'SHA-256',
      salt: new Uint8Array(),
      info: new TextEncoder().encode(`@repo/session cookie ${version}`),
    },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
};

const keys = new Map<string, ReturnType<typeof deriveKey>>();

const keyOf = (secret: string) => {
  // The SDK passes an empty string on when the app sets no secret: a key that anybody knows.
  if (secret.length < minimumSecretLength) {
    throw new Error(
      `The cookie secret has ${secret.length} characters and needs ${minimumSecretLength}: set cookieSecret in the configuration of Logto's SDK`,
    );
  }
  const key = keys.get(secret) ?? deriveKey(secret);
  keys.set(secret, key);
  return key;
};

/** The length of what `seal` gives for so many bytes. */
export const sealedLength = (byteLength: number): number => Math.ceil(((overhead + byteLength) * 4) / 3);

const encryption = (iv: Uint8Array<ArrayBuffer>, place: string) => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(place),
});

/**
 * Encrypts bytes with AES-256-GCM. The same bytes come out differently every time.
 *
 * @param secret The cookie secret, 32 characters or more. It has to be random: nothing slows guessing down.
 * @param place Where the value is kept, if that matters: it can be read for the same place only.
 * @returns Base64url, `sealedLength(bytes.length)` characters.
 * @throws Error when the secret is too short.
 */
export const seal = async (bytes: Uint8Array<ArrayBuffer>, secret: string, place = ''): Promise<string> => {
  const iv = crypto.getRandomValues(new Uint8Array(ivLength));
  const ciphertext = await crypto.subtle.encrypt(encryption(iv, place), await keyOf(secret), bytes);
  return base64url.encode(new Uint8Array([version, ...iv, ...new Uint8Array(ciphertext)]));
};

/**
 * Undoes `seal`.
 *
 * @throws Error when the value is not, to the last bit, what `seal` gave with this secret and for this place.
 */
export const unseal = async (value: string, secret: string, place = ''): Promise<Uint8Array> => {
  const sealed = base64url.decode(value);
  // The last character may have bits to spare, which decoding ignores.
  if (sealed[0] !== version || base64url.encode(sealed) !== value) throw new Error('Not a sealed value');
  const iv = sealed.slice(1, 1 + ivLength);
  const bytes = await crypto.subtle.decrypt(
    encryption(iv, place),
    await keyOf(secret),
    sealed.slice(1 + ivLength),
  );
  return new Uint8Array(bytes);
};
