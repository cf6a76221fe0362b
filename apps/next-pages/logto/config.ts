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
/** Where "Continue with Wonderland" leads: straight to a social connector, by its target in Logto's Console. */
export const directSignIn = { method: 'social', target: 'wonderland' } as const;
// #endregion
