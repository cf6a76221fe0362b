import { type AppName, applications, appNames, baseUrls } from '@repo/config';
import { tenant } from '@repo/config/tenant';
import { startLocalLogto } from '@repo/local-logto';
import { createControlClient } from '@repo/local-logto/control';
import { checkPorts, servers } from '../../../scripts/setup.mjs';
import { startServer } from '../../../scripts/start-server.mjs';

// Beside the ports of `npm start`, of the suite and of the benchmark.
const logto = 'http://localhost:3401';
const resourceServer = 'http://localhost:3402';
const urls: Record<AppName, string> = {
  'next-pages': 'http://localhost:3410',
  'next-app': 'http://localhost:3420',
  express: 'http://localhost:3430',
};

/** The application of an app in Logto, at the address where it is measured. */
const applicationAt = (app: AppName) => {
  const { redirectUris, postSignOutRedirectUris, backchannelLogoutUri, ...application } = applications[app];
  const move = (uri: string) => uri.replace(baseUrls[app], urls[app]);
  return {
    ...application,
    redirectUris: redirectUris.map(move),
    postSignOutRedirectUris: postSignOutRedirectUris.map(move),
    backchannelLogoutUri: backchannelLogoutUri && move(backchannelLogoutUri),
  };
};

const start = (folder: string, url: string, variables: Record<string, string>, path = '/') => {
  const server = servers.find((candidate) => candidate.folder === folder);
  if (!server) throw new Error(`scripts/setup.mjs starts nothing in ${folder}`);
  const { port } = new URL(url);
  // Next.js takes its port from the command line, the others from the environment.
  const command = server.command.includes('--port') ? [...server.command, '--port', port] : server.command;
  const env = { LOGTO_ENDPOINT: logto, PORT: port, ...variables };
  return startServer(server.name, process.execPath, command, { folder, env, ready: `${url}${path}` });
};

/** Makes the API fetch the keys of Logto, so that the requests of a flow are those of the app alone. */
const warmUp = async () => {
  const parts = [{ alg: 'ES384', typ: 'at+jwt' }, {}].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const authorization = `Bearer ${parts.join('.')}.${'A'.repeat(128)}`;
  const { status } = await fetch(`${resourceServer}/shopping/items`, { headers: { authorization } });
  if (status !== 401) throw new Error(`The API answers ${status} to a forged token`);
};

/**
 * Starts local Logto, the API and the production build of an app, which keeps its sessions where it does by default.
 *
 * @throws If one of their ports is taken.
 */
export const startServers = async (app: AppName) => {
  const url = urls[app];
  await checkPorts([
    { name: 'Local Logto', url: logto },
    { name: 'The API', url: resourceServer },
    { name: app, url },
  ]);
  const localLogto = await startLocalLogto({
    tenant: { ...tenant, applications: appNames.map(applicationAt) },
    port: Number(new URL(logto).port),
    control: true,
  });
  const { id, secret } = applications[app];
  const [api, server] = await Promise.all([
    start('packages/resource-server', resourceServer, {}, '/health'),
    start(`apps/${app}`, url, {
      LOGTO_APP_ID: id,
      LOGTO_APP_SECRET: secret,
      BASE_URL: url,
      RESOURCE_SERVER_URL: resourceServer,
    }),
  ]);
  await warmUp();
  return {
    url,
    logto,
    control: createControlClient(logto),
    end: () => Promise.all([localLogto.close(), api.end(), server.end()]),
  };
};
