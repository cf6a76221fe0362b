import { type LogtoNextConfig, UserScope } from '@logto/next';
import { resources } from '@repo/config/apis';
import { requestedBaseUrl, uiLocales } from '@repo/server';
import { headers } from 'next/headers';
import { environment } from '../environment';
import { sessions } from './session';

/** The SDK's configuration at one of the app's addresses. */
const logtoConfigAt = (baseUrl: string): LogtoNextConfig => ({
  endpoint: environment.endpoint,
  appId: environment.appId,
  appSecret: environment.appSecret,
  baseUrl,
  cookieSecret: environment.cookieSecret,
  cookieSecure: environment.cookieSecure,
  sessionWrapper: sessions,
  // The SDK adds openid, profile and offline_access.
  scopes: [
    UserScope.Email,
    UserScope.Phone,
    UserScope.Address,
    UserScope.CustomData,
    UserScope.Identities,
    UserScope.Roles,
    // #region organizations
    UserScope.Organizations,
    UserScope.OrganizationRoles,
    // #endregion
    // Permissions of the API resources. Add those of your API; they take effect at the next sign-in.
    'shopping:read',
    'shopping:write',
    'store:read',
    'store:write',
    // #region organizations
    // Permissions in organizations.
    'read:members',
    'invite:member',
    // #endregion
  ],
  resources: [resources.shopping, resources.store],
});

/** Where `baseUrl` does not matter: reading the session, getting tokens. */
export const logtoConfig = logtoConfigAt(environment.baseUrls[0]);

/** For redirects and links: has the requested address from `BASE_URL`, and the visitor's language. */
export const configForRequest = async () => {
  const sent = await headers();
  const baseUrl = requestedBaseUrl(sent, environment);
  return {
    baseUrl,
    config: logtoConfigAt(baseUrl),
    /** Where Logto redirects the visitor after sign-in. Must be `/callback`: the SDK's `handleSignIn` assumes that path. */
    redirectUri: `${baseUrl}/callback`,
    // #region connectors
    /** Where Wonderland redirects a visitor who links an account. Register it there. */
    linkRedirectUri: `${baseUrl}/account/link-callback`,
    // #endregion
    /** Asks for Logto's pages in the visitor's language, which `proxy.ts` has chosen. */
    extraParams: uiLocales(sent.get('x-locale')),
  };
};

// #region connectors
/** A social connector: its id, target and name in Logto's Console, and the issuer of its provider. */
export const wonderland = {
  connectorId: 'wonderland',
  target: 'wonderland',
  name: 'Wonderland',
  issuer: `${environment.endpoint}/upstream`,
};

/** Where "Continue with Wonderland" leads: straight to the connector. */
export const directSignIn = { method: 'social', target: wonderland.target } as const;
// #endregion
