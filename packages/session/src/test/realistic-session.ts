import { randomBytes, randomInt } from 'node:crypto';
import type { SessionData } from '@logto/node';
import { generateKeyPair, type JWTPayload, SignJWT } from 'jose';

// Sessions with the claims and token formats of Logto 1.42.

const characters = 'abcdefghijklmnopqrstuvwxyz0123456789';

const randomId = (length: number) =>
  Array.from({ length }, () => characters[randomInt(characters.length)]).join('');

const randomOpaque = () => randomBytes(33).toString('base64url').slice(0, 43);

const many = (length: number, one: () => string) => Array.from({ length }, one);

const { privateKey } = await generateKeyPair('ES384');
const kid = randomOpaque();
const sign = (header: { typ?: string }, payload: JWTPayload) =>
  new SignJWT(payload).setProtectedHeader({ alg: 'ES384', ...header, kid }).sign(privateKey);

export const now = 1_795_199_879;
const issuer = 'https://abcdef.logto.app/oidc';
const appId = randomId(21);
const resources = ['https://shopping.your-app.com/api', 'https://store.your-app.com/api'];

/** All claims of the scopes profile, email and phone. */
const alice = {
  name: 'Alice Liddell',
  family_name: 'Liddell',
  given_name: 'Alice',
  nickname: 'Ali',
  preferred_username: 'alice',
  picture: 'https://example.com/alice.png',
  website: 'https://alice.example.com',
  gender: 'female',
  birthdate: '1990-05-04',
  zoneinfo: 'Europe/London',
  locale: 'en-GB',
  updated_at: 1795199878840,
  username: 'alice',
  created_at: 1795199658659,
  email: 'alice@example.com',
  email_verified: true,
  phone_number: '12025550123',
  phone_number_verified: true,
};

/** Few claims; for users with many organizations. */
const carol = {
  name: 'Carol Branch',
  preferred_username: 'carol',
  picture: null,
  updated_at: 1795199878840,
  username: 'carol',
  created_at: 1795199658659,
  email: 'carol@example.com',
  email_verified: true,
  phone_number: null,
  phone_number_verified: false,
};

const profiles = { alice, carol };

type Options = {
  profile: keyof typeof profiles;
  organizations: number;
  /** How many access tokens for API resources are cached. */
  resourceTokens?: number;
  organizationTokens?: number;
  organizationResourceTokens?: number;
};

/** A signed-in user's session. The tokens are signed, and as random as Logto's. */
export const signedIn = async (options: Options) => {
  const sub = randomId(12);
  const organizations = many(options.organizations, () => randomId(12));
  const issued = { iat: now, exp: now + 3600, iss: issuer };
  const cache: Record<string, { token: string; scope: string; expiresAt: number }> = {};

  const accessToken = async (key: string, aud: string, scope: string, claims = {}) => {
    const payload = { ...claims, jti: randomOpaque(), sub, ...issued, scope, client_id: appId, aud };
    cache[key] = { token: await sign({ typ: 'at+jwt' }, payload), scope, expiresAt: issued.exp };
  };

  cache['@'] = {
    token: randomOpaque(),
    scope:
      'openid offline_access profile email phone roles urn:logto:scope:organizations urn:logto:scope:organization_roles',
    expiresAt: issued.exp,
  };
  for (const resource of resources.slice(0, options.resourceTokens ?? 0)) {
    await accessToken(`@${resource}`, resource, 'shopping:read');
  }
  for (const id of organizations.slice(0, options.organizationTokens ?? 0)) {
    await accessToken(`@#${id}`, `urn:logto:organization:${id}`, 'read:members invite:member');
  }
  for (const id of organizations.slice(0, options.organizationResourceTokens ?? 0)) {
    const [resource = ''] = resources;
    await accessToken(`@${resource}#${id}`, resource, 'shopping:read shopping:write', {
      organization_id: id,
    });
  }

  return {
    refreshToken: randomOpaque(),
    idToken: await sign(
      {},
      {
        sub,
        ...profiles[options.profile],
        roles: ['reader'],
        organizations,
        organization_roles: organizations.map((id, index) => `${id}:${index === 0 ? 'admin' : 'member'}`),
        aud: appId,
        ...issued,
      },
    ),
    accessToken: JSON.stringify(cache),
  } satisfies SessionData;
};

/** The attempt that the SDK stores when it redirects a visitor to sign-in. */
export const signInAttempt = () =>
  JSON.stringify({
    redirectUri: 'https://shop.example.com/api/logto/sign-in-callback',
    postRedirectUri: 'https://shop.example.com/organizations',
    codeVerifier: randomBytes(64).toString('base64url'),
    state: randomBytes(64).toString('base64url'),
  });

/** The session at the callback, its largest: it has the new tokens and still the sign-in attempt. */
export const atCallback = async (options: Options) => {
  const { refreshToken, idToken } = await signedIn(options);
  return { signInSession: signInAttempt(), refreshToken, idToken } satisfies SessionData;
};
