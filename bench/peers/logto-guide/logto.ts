import type { LogtoNextConfig } from '@logto/next';
import { readEnvironment } from '@repo/config';
import { resource, scope } from '../requests';

const { endpoint, appId, appSecret, baseUrl, cookieSecret } = readEnvironment('bench/servers.ts');

export const logtoConfig: LogtoNextConfig = {
  endpoint,
  appId,
  appSecret,
  baseUrl,
  cookieSecret,
  cookieSecure: false,
  scopes: scope.split(' '),
  resources: [resource],
};
