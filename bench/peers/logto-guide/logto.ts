import type { LogtoNextConfig } from '@logto/next';
import { readEnvironment } from '@repo/config';
import { resource, scope } from '../requests';

const { endpoint, appId, appSecret, baseUrls, cookieSecret } = readEnvironment('bench/servers.ts');

export const logtoConfig: LogtoNextConfig = {
  endpoint,
  appId,
  appSecret,
  baseUrl: baseUrls[0],
  cookieSecret,
  cookieSecure: false,
  scopes: scope.split(' '),
  resources: [resource],
};
