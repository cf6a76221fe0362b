import { randomUUID } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { resources } from '@repo/config';
import {
  exportJWK,
  exportSPKI,
  type GenerateKeyPairResult,
  generateKeyPair,
  type JWTHeaderParameters,
  type JWTPayload,
  SignJWT,
} from 'jose';
import { listen } from './listen.ts';

type Key = GenerateKeyPairResult & { kid: string; alg: string };

export const organization = 'bl4sa5w8zdu1';
export const otherOrganization = 'zdzsczv1xb94';

export const now = (): number => Math.floor(Date.now() / 1000);

const createKey = async (alg: string): Promise<Key> => ({
  ...(await generateKeyPair(alg, { extractable: true })),
  kid: randomUUID(),
  alg,
});

/** The application that may call the Management API of `startIssuer`. */
export const managementClient = {
  appId: 'api',
  appSecret: 'secret of the API',
  indicator: 'https://logto.example/api',
};

/** Answers a call such as `GET /api/users/alice` to the Management API. */
export type Management = (call: string, body: unknown) => { status: number; body?: unknown };

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Starts an issuer like Logto: keys at `/oidc/jwks`, access tokens with the header and claims of a real one. */
export const startIssuer = async (alg = 'ES384') => {
  let key = await createKey(alg);
  let published = [key];
  let requests = 0;
  let tokens = 0;
  let manage: Management = () => ({ status: 404, body: { code: 'entity.not_found' } });

  const sendJson = (response: ServerResponse, status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  /** The Management API, and the token for it. */
  const answerManagement = async (request: IncomingMessage, response: ServerResponse) => {
    const sent = await text(request);
    const { appId, appSecret } = managementClient;
    if (request.url === '/oidc/token') {
      const basic = Buffer.from(`${appId}:${encodeURIComponent(appSecret)}`).toString('base64');
      const isKnown = request.headers.authorization === `Basic ${basic}`;
      tokens += 1;
      return isKnown
        ? sendJson(response, 200, { access_token: `management ${tokens}`, expires_in: 3600 })
        : sendJson(response, 401, { code: 'oidc.invalid_client' });
    }
    if (request.headers.authorization !== `Bearer management ${tokens}`) {
      return sendJson(response, 401, { code: 'auth.unauthorized' });
    }
    const { status, body } = manage(`${request.method} ${request.url}`, sent && JSON.parse(sent));
    sendJson(response, status, body);
  };

  const publish: RequestListener = async (request, response) => {
    if (/^\/(api\/|oidc\/token)/.test(request.url ?? '')) return answerManagement(request, response);
    requests += 1;
    const jwks = published.map(async ({ publicKey, ...names }) => ({
      ...(await exportJWK(publicKey)),
      use: 'sig',
      kid: names.kid,
      alg: names.alg,
    }));
    response.writeHead(request.url === '/oidc/jwks' ? 200 : 404, {
      'content-type': 'application/jwk-set+json',
    });
    response.end(JSON.stringify({ keys: await Promise.all(jwks) }));
  };
  let answer = publish;
  const { address: endpoint, close } = await listen((request, response) => answer(request, response));

  const claimsOf = (claims: JWTPayload): JWTPayload => ({
    jti: randomUUID(),
    sub: '4ivc07cojqso',
    iat: now(),
    exp: now() + 3600,
    scope: 'shopping:read',
    client_id: 'p6aqc9tcd954k90ljhzvk',
    iss: `${endpoint}/oidc`,
    aud: resources.shopping,
    ...claims,
  });
  const headerOf = (): JWTHeaderParameters => ({ alg: key.alg, typ: 'at+jwt', kid: key.kid });

  return {
    endpoint,
    /** The Management API answers with what this function returns. */
    manage: (answers: Management) => {
      manage = answers;
    },
    /** Revokes the token for the Management API. */
    revokeManagementToken: () => {
      tokens += 1;
    },
    /** The number of tokens for the Management API so far. */
    managementTokens: () => tokens,
    /** The number of requests for keys so far. */
    requests: () => requests,
    close,
    /** Answers with this listener instead of the keys. */
    answerWith: (listener: RequestListener) => {
      answer = listener;
    },
    recover: () => {
      answer = publish;
    },
    /** Signs with a new key from now on. As with Logto, the old one stays published until it is deleted. */
    rotate: async () => {
      key = await createKey(alg);
      published = [key, ...published];
    },
    deleteOldKeys: () => {
      published = [key];
    },
    /** Signs an access token. A claim or header parameter that is `undefined` is left out. */
    token: (claims: JWTPayload = {}, header: Partial<JWTHeaderParameters> = {}) =>
      new SignJWT(claimsOf(claims))
        .setProtectedHeader({ ...headerOf(), ...header })
        .sign(key.privateKey, { crit: { extension: true } }),
    /** An unsigned access token. */
    unsignedToken: () => `${part({ ...headerOf(), alg: 'none' })}.${part(claimsOf({}))}.`,
    /** An access token signed with the public key as a shared secret. */
    tokenSignedWithPublicKey: async () =>
      new SignJWT(claimsOf({}))
        .setProtectedHeader({ ...headerOf(), alg: 'HS256' })
        .sign(new TextEncoder().encode(await exportSPKI(key.publicKey))),
    /** An ID token like Logto's: signed with the same key, without `typ`, for the application. */
    idToken: (claims: JWTPayload = {}) =>
      new SignJWT({
        sub: '4ivc07cojqso',
        name: 'Alice Liddell',
        iat: now(),
        exp: now() + 3600,
        iss: `${endpoint}/oidc`,
        aud: 'p6aqc9tcd954k90ljhzvk',
        ...claims,
      })
        .setProtectedHeader({ alg: key.alg, kid: key.kid })
        .sign(key.privateKey),
  };
};

export type Issuer = Awaited<ReturnType<typeof startIssuer>>;
