import { type LogtoNextConfig, UserScope } from '@logto/next';
import { readEnvironment } from '@repo/config';
import { boundedCookie } from '@repo/session';
import { createRedisSession } from '@repo/session/redis';

// Read from the process's variables; an error tells you to mend this file.
export const environment = readEnvironment('apps/next-pages/.env.local');

// One cookie that no browser drops (the SDK's own outgrows 4,096 bytes with a few tokens), or Redis.
export const sessions = environment.sessionStore
  ? createRedisSession({ url: environment.sessionStore })
  : boundedCookie;

export const logtoConfig: LogtoNextConfig = {
  endpoint: environment.endpoint,
  appId: environment.appId,
  appSecret: environment.appSecret,
  baseUrl: environment.baseUrl,
  cookieSecret: environment.cookieSecret,
  cookieSecure: environment.cookieSecure,
  sessionWrapper: sessions,
  // openid, profile and offline_access are always asked for.
  scopes: [
    UserScope.Email,
    UserScope.Phone,
    UserScope.Address,
    UserScope.CustomData,
    UserScope.Identities,
    UserScope.Roles,
    UserScope.Organizations,
    UserScope.OrganizationRoles,
    // Permissions of the API resources, and of organizations.
    'shopping:read',
    'shopping:write',
    'store:read',
    'store:write',
    'read:members',
    'invite:member',
  ],
  resources: ['https://shopping.your-app.com/api', 'https://store.your-app.com/api'],
};
