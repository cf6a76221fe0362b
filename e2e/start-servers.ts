import { isTaken, servers as startable } from '../scripts/setup.mjs';
import { startServer } from '../scripts/start-server.mjs';
import { serversOf } from './servers.ts';
import type { Store } from './stores.ts';

const portOf = (url: string): string => new URL(url).port;

/** A server that can be stopped, and started again with `restart`. */
const restartable = async (start: () => ReturnType<typeof startServer>) => {
  let server = await start();
  return {
    pid: server.pid,
    /** Ends it in order. */
    end: () => server.end(),
    kill: () => server.kill(),
    pause: () => server.signal('SIGSTOP'),
    resume: () => server.signal('SIGCONT'),
    restart: async () => {
      server = await start();
    },
  };
};

export type Server = Awaited<ReturnType<typeof restartable>>;

type Options = {
  /** Further environment variables of the app. */
  env?: Record<string, string>;
  /** The folder in which Redis keeps its data when it is killed. By default it keeps none. */
  redisFolder?: string;
  /** Receives the output of all servers once they are ready. It is printed by default. */
  show?: (text: string) => void;
};

/** Starts the production build of an app with its own Logto, API and store, as the suite does. */
export const startServers = async (name: string, store: Store, options: Options = {}) => {
  const { env, redisFolder, show } = options;
  const { app, logto, resourceServer, redis } = serversOf(name);

  const startNode = (folder: string, variables: Record<string, string>, ready: string) => {
    const server = startable.find((candidate) => candidate.folder === folder);
    if (!server) throw new Error(`scripts/setup.mjs starts nothing in ${folder}`);
    const start = () =>
      startServer(server.name, process.execPath, server.command, { folder, env: variables, ready, show });
    return restartable(start);
  };

  const startRedis = () => {
    const { hostname, port } = new URL(redis);
    const persistence = redisFolder ? ['--appendonly', 'yes', '--dir', redisFolder] : ['--appendonly', 'no'];
    const parameters = ['--port', port, '--bind', hostname, '--save', '', ...persistence];
    const ready = () => isTaken(hostname, Number(port));
    return restartable(() => startServer('Redis', 'redis-server', parameters, { ready, show }));
  };

  const discovery = `${logto}/oidc/.well-known/openid-configuration`;
  const [logtoServer, api, redisServer] = await Promise.all([
    startNode('packages/local-logto', { LOCAL_LOGTO_PORT: portOf(logto) }, discovery),
    startNode(
      'packages/resource-server',
      { LOGTO_ENDPOINT: logto, PORT: portOf(resourceServer) },
      `${resourceServer}/health`,
    ),
    store === 'redis' ? startRedis() : undefined,
  ]);
  const ofApp = {
    LOGTO_ENDPOINT: logto,
    RESOURCE_SERVER_URL: resourceServer,
    ...(store === 'redis' && { SESSION_STORE: redis }),
    ...env,
  };
  const appServer = await startNode(`apps/${name}`, ofApp, app);

  return {
    urls: { app, logto, resourceServer, redis },
    app: appServer,
    logto: logtoServer,
    api,
    redis: redisServer,
    end: () => Promise.all([appServer, logtoServer, api, redisServer].map((server) => server?.end())),
  };
};

export type RunningServers = Awaited<ReturnType<typeof startServers>>;
