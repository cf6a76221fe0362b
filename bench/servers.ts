import { createControlClient } from '@repo/local-logto/control';
import { isTaken } from '../scripts/setup.mjs';
import { startServer } from '../scripts/start-server.mjs';
import { applicationOf, baseUrlOf, type Integration } from './integrations.ts';

const logto = 'http://localhost:3201';
const resourceServer = 'http://localhost:3202';

/** Orders faults of the local Logto, and reads its log. */
export const control = createControlClient(logto);

/** The environment of an app of this repository, which the peers read as well. */
export const environmentOf = (integration: Integration): Record<string, string> => {
  const { id, secret } = applicationOf(integration);
  return {
    NODE_ENV: 'production',
    LOGTO_ENDPOINT: logto,
    LOGTO_APP_ID: id,
    LOGTO_APP_SECRET: secret,
    BASE_URL: baseUrlOf(integration),
    COOKIE_SECRET: 'local-only-cookie-secret-of-the-benchmark',
    RESOURCE_SERVER_URL: resourceServer,
    PORT: `${integration.port}`,
    ...integration.start.env,
  };
};

/** Starts a server on a port of `localhost`. */
const start = async (
  name: string,
  port: number,
  command: string[],
  options: { folder: string; env: Record<string, string> },
) => {
  if (await isTaken('localhost', port))
    throw new Error(
      `${name} needs port ${port}, which is taken: stop the program that listens there (lsof -i :${port})`,
    );
  return startServer(name, process.execPath, command, {
    ...options,
    ready: () => isTaken('localhost', port),
  });
};

/** Starts the local Logto that the integrations sign in with, and the API that they call. */
export const startLogto = async () => [
  await start('Local Logto', Number(new URL(logto).port), ['--import', 'tsx', 'logto.ts'], {
    folder: 'bench',
    env: { PORT: new URL(logto).port },
  }),
  await start('Protected API', Number(new URL(resourceServer).port), ['dist/main.js'], {
    folder: 'packages/resource-server',
    env: { LOGTO_ENDPOINT: logto, PORT: new URL(resourceServer).port },
  }),
];

export const startIntegration = (integration: Integration) =>
  start(integration.name, integration.port, integration.start.command, {
    folder: integration.start.folder,
    env: environmentOf(integration),
  });
