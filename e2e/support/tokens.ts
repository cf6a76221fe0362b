import { createHash, randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { resources } from '@repo/config';
import { applicationOf } from '../apps.ts';
import { credentialsOf } from '../logto.ts';
import type { Servers } from '../servers.ts';
import { type Credentials, fillSignInForm } from './visitor.ts';

type TokenAnswer = { access_token: string; id_token: string; refresh_token: string };

/**
 * Signs in as the app itself would, so that a test has the tokens that no browser ever sees. The browser reaches the app's
 * callback, but the app does not use the code, because it did not start this sign-in.
 */
export const signInAsApp = (page: Page, app: string, servers: Servers, user: Credentials) =>
  fetchTokens(app, servers, async (address, redirectUri) => {
    const back = page.waitForRequest((request) => request.url().startsWith(`${redirectUri}?`));
    await page.goto(address);
    await fillSignInForm(page, user);
    return (await back).url();
  });

/**
 * Fetches tokens as the app itself would.
 *
 * @param signIn Opens an address of Logto, signs in, and returns the address that Logto then redirects to.
 */
export const fetchTokens = async (
  app: string,
  { logto }: Pick<Servers, 'logto'>,
  signIn: (address: string, redirectUri: string) => Promise<string>,
) => {
  const { id, secret } = credentialsOf(app);
  const [redirectUri = ''] = applicationOf(app).redirectUris;
  const verifier = randomBytes(32).toString('base64url');

  const ask = async (parameters: Record<string, string>): Promise<TokenAnswer> => {
    const response = await fetch(`${logto}/oidc/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      body: new URLSearchParams(parameters),
    });
    if (!response.ok) throw new Error(`Logto refused: ${response.status} ${await response.text()}`);
    return response.json();
  };

  const authorize = new URLSearchParams({
    client_id: id,
    redirect_uri: redirectUri,
    response_type: 'code',
    prompt: 'consent',
    state: 'as-app',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    scope:
      'openid offline_access urn:logto:scope:organizations shopping:read shopping:write store:read read:members invite:member',
  });
  for (const resource of [...Object.values(resources), 'urn:logto:resource:organizations']) {
    authorize.append('resource', resource);
  }

  const callback = await signIn(`${logto}/oidc/auth?${authorize}`, redirectUri);
  const code = new URL(callback).searchParams.get('code') ?? '';
  const tokens = await ask({
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });

  return {
    idToken: tokens.id_token,
    /** Requests an access token for `{ resource }`, `{ organization_id }` or both. */
    accessToken: async (target: { resource?: string; organization_id?: string }) => {
      const { access_token: accessToken } = await ask({
        grant_type: 'refresh_token',
        refresh_token: tokens.refresh_token,
        ...target,
      });
      return accessToken;
    },
  };
};

/** The claims of a JWT. */
export const claimsOf = (jwt: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString());
