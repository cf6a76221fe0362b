import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** A request to Tencent Cloud, with its headers by lower-case name. */
export type SignedRequest = {
  method: string;
  headers: Record<string, string | undefined>;
  body: string;
};

type Refusal = { code: string; message: string };

const failure: Refusal = {
  code: 'AuthFailure.SignatureFailure',
  message: 'The provided credentials could not be validated. Please check your signature is correct.',
};

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

const authorizationPattern =
  /^TC3-HMAC-SHA256 Credential=([^/]+)\/([\d-]{10})\/(\w+)\/tc3_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/;

/**
 * Checks the signature of a request to Tencent Cloud (signature method v3, TC3-HMAC-SHA256): a POST of JSON to `/`.
 *
 * @param secretKeyOf Looks up the secret key of a secret id.
 * @returns Why Tencent Cloud would refuse the request, or `undefined` if the signature is correct.
 */
export const checkSignature = (
  { method, headers, body }: SignedRequest,
  service: string,
  secretKeyOf: (secretId: string) => string | undefined,
): Refusal | undefined => {
  const [, secretId = '', date = '', signedService = '', signedHeaders = '', signature = ''] =
    authorizationPattern.exec(headers.authorization ?? '') ?? [];
  if (!secretId) {
    return { code: 'AuthFailure.InvalidAuthorization', message: 'The Authorization header is invalid.' };
  }
  const secretKey = secretKeyOf(secretId);
  if (secretKey === undefined) {
    return { code: 'AuthFailure.SecretIdNotFound', message: 'The SecretId is not found.' };
  }

  const timestamp = Number(headers['x-tc-timestamp']);
  if (!(Math.abs(Date.now() / 1000 - timestamp) <= 300)) {
    return { code: 'AuthFailure.SignatureExpire', message: 'The signature is older than five minutes.' };
  }
  const names = signedHeaders.split(';');
  const isComplete = names.includes('content-type') && names.includes('host');
  const isDated = new Date(timestamp * 1000).toISOString().startsWith(date);
  if (!isComplete || !isDated || signedService !== service) return failure;

  const canonicalHeaders = names.map((name) => `${name}:${(headers[name] ?? '').trim().toLowerCase()}\n`);
  const canonicalRequest = [method, '/', '', canonicalHeaders.join(''), signedHeaders, hash(body)].join('\n');
  const scope = `${date}/${service}/tc3_request`;
  const stringToSign = ['TC3-HMAC-SHA256', timestamp, scope, hash(canonicalRequest)].join('\n');
  const signingKey = hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request');
  const expected = hmac(signingKey, stringToSign);
  return timingSafeEqual(expected, Buffer.from(signature, 'hex')) ? undefined : failure;
};
