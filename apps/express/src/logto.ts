import { type LogtoExpressConfig, UserScope } from '@logto/express';
import { loadEnvironmentFiles } from '@repo/config/load-environment-files';
import { readEnvironmentOrExit } from '@repo/config/read-environment-or-exit';

loadEnvironmentFiles();
// Read from the process's variables; an error tells you to mend this file.
export const environment = readEnvironmentOrExit('apps/express/.env.local');

export const logtoConfig: LogtoExpressConfig = {
  endpoint: environment.endpoint,
  appId: environment.appId,
  appSecret: environment.appSecret,
  baseUrl: environment.baseUrl,
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
