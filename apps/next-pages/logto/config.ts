import { type LogtoNextConfig, UserScope } from '@logto/next';
import { environment } from '../environment';
import { sessions } from './session';

export const logtoConfig: LogtoNextConfig = {
  endpoint: environment.endpoint,
  appId: environment.appId,
  appSecret: environment.appSecret,
  baseUrl: environment.baseUrl,
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
    UserScope.Organizations,
    UserScope.OrganizationRoles,
    // Permissions of the API resources and of organizations.
    'shopping:read',
    'shopping:write',
    'store:read',
    'store:write',
    'read:members',
    'invite:member',
  ],
  resources: ['https://shopping.your-app.com/api', 'https://store.your-app.com/api'],
};

/** Where Logto redirects the visitor after sign-in. */
export const redirectUri = `${environment.baseUrl}/api/logto/sign-in-callback`;

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

/** Where Wonderland redirects a visitor who links an account. Register it there. */
export const linkRedirectUri = `${environment.baseUrl}/api/account/link-callback`;
// #endregion
