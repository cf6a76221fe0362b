import type { AppName } from '@repo/config';
import { isTaken, servers as startable } from '../../scripts/setup.mjs';
import { startServer } from '../../scripts/start-server.mjs';
import { serversOf } from '../servers.ts';
import type { Store } from '../stores.ts';

const portOf = (url: string): string => new URL(url).port;

const startNode = (folder: string, env: Record<string, string>, ready: string) => {
  const server = startable.find((candidate) => candidate.folder === folder);
  if (!server) throw new Error(`scripts/setup.mjs starts nothing in ${folder}`);
  return startServer(server.name, process.execPath, server.command, { folder, env, ready });
};

const startRedis = async (url: string) => {
  const { hostname, port } = new URL(url);
  const parameters = ['--port', port, '--bind', hostname, '--save', '', '--appendonly', 'no'];
  const ready = () => isTaken(hostname, Number(port));
  return startServer('Redis', 'redis-server', parameters, { ready });
};

/** Starts the production build of an app with its own Logto, API and store, as the suite does. */
export const startSoakedApp = async (name: AppName, store: Store) => {
  const { app, logto, resourceServer, redis } = serversOf(name);
  const discovery = `${logto}/oidc/.well-known/openid-configuration`;
  const needed = await Promise.all([
    startNode('packages/local-logto', { LOCAL_LOGTO_PORT: portOf(logto) }, discovery),
    startNode(
      'packages/resource-server',
      { LOGTO_ENDPOINT: logto, PORT: portOf(resourceServer) },
      `${resourceServer}/health`,
    ),
    ...(store === 'redis' ? [startRedis(redis)] : []),
  ]);
  const env = {
    LOGTO_ENDPOINT: logto,
    RESOURCE_SERVER_URL: resourceServer,
    // As in a container of 512 MB: with more memory, Node.js collects garbage too rarely to measure growth.
    NODE_OPTIONS: '--max-old-space-size=256',
    ...(store === 'redis' && { SESSION_STORE: redis }),
  };
  const { pid, end } = await startNode(`apps/${name}`, env, app);

  return {
    url: app,
    pid,
    end: () => Promise.all([end(), ...needed.map((server) => server.end())]),
  };
};

export type SoakedApp = Awaited<ReturnType<typeof startSoakedApp>>;
