import { type AppName, applications, appNames, baseUrls } from '@repo/config';
import { tenant } from '@repo/config/tenant';
import { startLocalLogto } from '@repo/local-logto';
import { createControlClient } from '@repo/local-logto/control';
import type { Tenant } from '@repo/tenant';
import { checkPorts, servers } from '../../../scripts/setup.mjs';
import { startServer } from '../../../scripts/start-server.mjs';
import { startRecorder } from './recorder.ts';

// Beside the ports of `npm start`, of the suite and of the benchmark.
const firstPorts: Record<AppName, number> = { 'next-pages': 3410, 'next-app': 3420, express: 3430 };

/** The addresses of an app, and of its own API and local Logto, so that the apps can be measured at the same time. */
const urlsOf = (app: AppName) => {
  const first = firstPorts[app];
  return {
    url: `http://localhost:${first}`,
    resourceServer: `http://localhost:${first + 2}`,
    logto: `http://localhost:${first + 4}`,
  };
};

const portOf = (url: string) => Number(new URL(url).port);

/** The address of a server behind its recorder. */
const behind = (url: string) => `http://localhost:${portOf(url) + 1}`;

/** An address of an app, where it is measured. */
const move = (uri: string) =>
  appNames.reduce((moved, app) => moved.replace(`${baseUrls[app]}/`, `${urlsOf(app).url}/`), uri);

/** The application of an app in Logto. */
const applicationOf = (app: AppName) => {
  const { redirectUris, postSignOutRedirectUris, backchannelLogoutUri, ...application } = applications[app];
  return {
    ...application,
    redirectUris: redirectUris.map(move),
    postSignOutRedirectUris: postSignOutRedirectUris.map(move),
    backchannelLogoutUri: backchannelLogoutUri && move(backchannelLogoutUri),
  };
};

/** What is set up in Logto, with the addresses where the apps are measured. */
const movedTenant = (): Tenant => {
  const { upstream } = tenant.providers;
  return {
    ...tenant,
    applications: appNames.map(applicationOf),
    providers: upstream ? { upstream: { ...upstream, redirectUris: upstream.redirectUris.map(move) } } : {},
  };
};

const start = (folder: string, url: string, variables: Record<string, string>, path = '/') => {
  const server = servers.find((candidate) => candidate.folder === folder);
  if (!server) throw new Error(`scripts/setup.mjs starts nothing in ${folder}`);
  const { port } = new URL(url);
  // Next.js takes its port from the command line, the others from the environment.
  const command = server.command.includes('--port') ? [...server.command, '--port', port] : server.command;
  const env = { PORT: port, ...variables };
  return startServer(server.name, process.execPath, command, { folder, env, ready: `${url}${path}` });
};

/**
 * Makes the API fetch the keys of Logto, which it keeps for a minute, so that the requests of a flow are those of the app
 * alone. An unknown key makes it fetch them again.
 */
const warmUp = async (resourceServer: string) => {
  const parts = [{ alg: 'ES384', typ: 'at+jwt', kid: 'unknown' }, {}].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  const authorization = `Bearer ${parts.join('.')}.${'A'.repeat(128)}`;
  const { status } = await fetch(`${behind(resourceServer)}/shopping/items`, { headers: { authorization } });
  if (status !== 401) throw new Error(`The API answers ${status} to a forged token`);
};

/**
 * Starts local Logto, the API and the production build of an app, which keeps its sessions where it does by default.
 *
 * @throws If one of their ports is taken.
 */
export const startServers = async (app: AppName) => {
  const { url, resourceServer, logto } = urlsOf(app);
  await checkPorts([
    { name: 'Local Logto', url: logto },
    ...[resourceServer, behind(resourceServer)].map((address) => ({ name: 'The API', url: address })),
    ...[url, behind(url)].map((address) => ({ name: app, url: address })),
  ]);
  const localLogto = await startLocalLogto({
    tenant: movedTenant(),
    port: portOf(logto),
    control: true,
  });
  const { id, secret } = applications[app];
  const [api, server] = await Promise.all([
    start('packages/resource-server', behind(resourceServer), { LOGTO_ENDPOINT: logto }, '/health'),
    start(`apps/${app}`, behind(url), {
      LOGTO_ENDPOINT: logto,
      LOGTO_APP_ID: id,
      LOGTO_APP_SECRET: secret,
      BASE_URL: url,
      RESOURCE_SERVER_URL: resourceServer,
    }),
  ]);
  const [toApp, toApi] = await Promise.all([
    // Pages and what their scripts fetch, but no script, stylesheet or icon.
    startRecorder(portOf(url), portOf(behind(url)), ({ headers: { 'sec-fetch-dest': destination = '' } }) =>
      ['document', 'empty'].includes(destination),
    ),
    startRecorder(portOf(resourceServer), portOf(behind(resourceServer)), () => true),
  ]);
  return {
    url,
    logto,
    control: createControlClient(logto),
    /** The requests of browsers to the app, and of the app to the API. */
    recorded: { toApp: toApp.requests, toApi: toApi.requests },
    settled: toApp.settled,
    warmUp: () => warmUp(resourceServer),
    end: async () => {
      await Promise.all([toApp.end(), toApi.end()]);
      await Promise.all([localLogto.close(), api.end(), server.end()]);
    },
  };
};
