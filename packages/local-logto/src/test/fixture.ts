import type { Tenant } from '@repo/tenant';
import { recordedTenant, withPassword } from './recorded-tenant.ts';
import { authorizeRequest, type Credentials, openBrowser, requestToken } from './sign-in-flow.ts';

const application = (id: string, port: number) => ({
  name: `Application ${id}`,
  description: 'For tests',
  type: 'Traditional' as const,
  id,
  secret: `secret-of-${id}`,
  redirectUris: [`http://localhost:${port}/callback`],
  postSignOutRedirectUris: [`http://localhost:${port}/`],
});

export const firstApp = application('first-app', 4010);
export const secondApp = application('second-app', 4020);
export const shopping = 'https://shopping.your-app.com/api';
export const store = 'https://store.your-app.com/api';
const organizationResource = 'urn:logto:resource:organizations';

/** The recorded tenant with two applications, sign-in by email, and organization roles for API resources. */
export const tenant: Tenant = {
  ...recordedTenant,
  applications: [firstApp, secondApp],
  organizationRoles: [
    {
      name: 'admin',
      description: 'Runs it',
      organizationScopes: ['read:members', 'invite:member'],
      resourceScopes: [{ resource: shopping, scopes: ['shopping:read', 'shopping:write'] }],
    },
    {
      name: 'member',
      description: 'Belongs',
      organizationScopes: ['read:members'],
      resourceScopes: [{ resource: shopping, scopes: ['shopping:read'] }],
    },
  ],
  signInExperience: {
    ...recordedTenant.signInExperience,
    signIn: { methods: [withPassword('username'), withPassword('email')] },
  },
};

export const alice: Credentials = { identifier: 'alice', password: 'alice-demo' };
export const bob: Credentials = { identifier: 'bob', password: 'bob-demo' };

const allScopes =
  'openid offline_access profile email phone custom_data identities roles urn:logto:scope:organizations urn:logto:scope:organization_roles shopping:read shopping:write store:read store:write read:members invite:member';

/** A sign-in that asks for all scopes and resources. */
export const forEverything = (app = firstApp) =>
  authorizeRequest(app, allScopes, [shopping, store, organizationResource]);

/** A sign-in that asks for an ID token and a refresh token only. */
export const forLittle = (extra: Record<string, string> = {}) =>
  authorizeRequest(firstApp, 'openid offline_access profile', [], extra);

/** Uses a refresh token, with a new browser. */
export const refreshTokens = (
  endpoint: string,
  refreshToken: string,
  more: Record<string, string> = {},
  application = firstApp,
) =>
  requestToken(openBrowser(endpoint), application, {
    grant_type: 'refresh_token',
    refresh_token: refreshToken,
    ...more,
  });
