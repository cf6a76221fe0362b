// What both Auth.js libraries leave to the app: the claims and tokens that its encrypted cookie holds, and their renewal.
import type { AuthConfig } from '@auth/core';
import Logto from '@auth/core/providers/logto';
import { readEnvironment } from '@repo/config';
import type { IdTokenClaims } from './pages.tsx';
import { resource, scope } from './requests.ts';

const { endpoint, appId, appSecret, cookieSecret } = readEnvironment('bench/servers.ts');

type AccessToken = { value: string; expiresAt: number };

declare module '@auth/core/jwt' {
  interface JWT {
    claims?: IdTokenClaims;
    refreshToken?: string;
    accessToken?: AccessToken;
  }
}
declare module '@auth/core/types' {
  interface Session {
    claims?: IdTokenClaims | undefined;
    accessToken?: string | undefined;
  }
}

const fetchAccessToken = async (refreshToken: string) => {
  const response = await fetch(`${endpoint}/oidc/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${appId}:${appSecret}`)}` },
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken, resource }),
  });
  if (!response.ok) throw new Error(`No access token: ${response.status} ${await response.text()}`);

  const { access_token, expires_in, refresh_token = refreshToken } = await response.json();
  return {
    refreshToken: refresh_token,
    accessToken: { value: access_token, expiresAt: Date.now() + expires_in * 1000 },
  };
};

export const authConfig = {
  secret: cookieSecret,
  trustHost: true,
  providers: [
    Logto({
      issuer: `${endpoint}/oidc`,
      clientId: appId,
      clientSecret: appSecret,
      client: { id_token_signed_response_alg: 'ES384' },
      authorization: { params: { scope, resource, prompt: 'consent' } },
    }),
  ],
  callbacks: {
    jwt: async ({ token, account, profile }) => {
      // Auth.js sends no `resource` with the code, so the first access token for the API takes a request of its own.
      if (account?.refresh_token && profile?.sub) {
        const claims = { ...profile, sub: profile.sub };
        return { ...token, claims, ...(await fetchAccessToken(account.refresh_token)) };
      }
      if (!token.refreshToken || (token.accessToken && token.accessToken.expiresAt > Date.now()))
        return token;
      return { ...token, ...(await fetchAccessToken(token.refreshToken)) };
    },
    session: ({ session, token }) => ({
      ...session,
      claims: token.claims,
      accessToken: token.accessToken?.value,
    }),
  },
} satisfies AuthConfig;
