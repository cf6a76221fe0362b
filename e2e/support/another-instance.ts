import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resourceServerApplication } from '@repo/config';
import { tenant } from '@repo/config/tenant';
import { startLocalLogto } from '@repo/local-logto';
import { createResourceServer } from '@repo/resource-server';
import { applicationOf, appsFolder, areElsewhere } from '../apps.ts';
import { withPlaywright } from '../with-playwright.ts';
import { freePort } from './free-port.ts';
import { expect, type Options } from './test.ts';

/** What stands for `*` in an address, where a test goes. */
export const labels = ['tea', 'coffee'];

// A wildcard counts in Logto's redirect URIs only.
const spellOut = (baseUrl: string) =>
  baseUrl.includes('*') ? labels.map((label) => baseUrl.replace('*', label)) : [baseUrl];

/** The address of a path of the main instance, at another base URL. */
const at = (baseUrl: string, uri: string) => baseUrl + new URL(uri).pathname;

type Plan = { app: string; port: number; baseUrls: readonly string[] };

/** The app's application in a Logto where it is registered with these addresses. */
const applicationAt = ({ app, port, baseUrls }: Plan) => {
  const { redirectUris, postSignOutRedirectUris, backchannelLogoutUri = '', ...rest } = applicationOf(app);
  return {
    ...rest,
    secret: 'secret-of-another-instance',
    redirectUris: baseUrls.flatMap((baseUrl) => redirectUris.map((uri) => at(baseUrl, uri))),
    postSignOutRedirectUris: baseUrls
      .flatMap(spellOut)
      .flatMap((baseUrl) => postSignOutRedirectUris.map((uri) => at(baseUrl, uri))),
    backchannelLogoutUri: at(`http://localhost:${port}`, backchannelLogoutUri),
  };
};

const startLogtoOf = (plans: Plan[]) => {
  const applications = [...plans.map(applicationAt), resourceServerApplication];
  return startLocalLogto({ tenant: { ...tenant, applications }, port: 0, control: true });
};

/** Starts an API that accepts the access tokens of a Logto. */
const startApi = async (endpoint: string) => {
  const { id: appId, secret: appSecret } = resourceServerApplication;
  const management = { appId, appSecret, indicator: 'https://default.logto.app/api' };
  const port = await freePort();
  const server = createResourceServer({ endpoint, management }).listen(port, 'localhost');
  await once(server, 'listening');
  return { address: `http://localhost:${port}`, stop: () => server.close() };
};

/** Starts an app, and returns a function that stops it. */
const startApp = async (plan: Plan, logto: string, env: Record<string, string>) => {
  const { app, port, baseUrls } = plan;
  const { id, secret } = applicationAt(plan);
  // Next.js takes its port from the command line, Express from the environment.
  const command = areElsewhere ? 'npm --silent start' : `pnpm --silent start --port ${port}`;
  const server = spawn('sh', ['-c', withPlaywright(command)], {
    cwd: `${appsFolder}/${app}`,
    env: {
      ...process.env,
      LOGTO_ENDPOINT: logto,
      LOGTO_APP_ID: id,
      LOGTO_APP_SECRET: secret,
      COOKIE_SECRET: 'cookie-secret-of-another-instance',
      BASE_URL: baseUrls.join(','),
      PORT: String(port),
      HOST: 'localhost',
      ...env,
    },
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  // Any response will do.
  await expect
    .poll(
      () =>
        fetch(`http://localhost:${port}`).then(
          () => true,
          () => false,
        ),
      { intervals: [100], timeout: 60_000 },
    )
    .toBe(true);

  return async () => {
    // With `withPlaywright`, the app ends when its standard input closes.
    server.stdin.end();
    await once(server, 'exit');
  };
};

/**
 * Starts another instance of the app under test, with the same session store, an API of its own, and a local Logto where its
 * addresses are registered.
 *
 * @param addresses The addresses in its `BASE_URL`, for the port that it listens on.
 * @param env Further environment variables.
 */
export const startAnotherInstance = async (
  { app, servers, store }: Options,
  addresses: (port: number) => readonly [main: string, ...others: string[]],
  env: Record<string, string> = {},
) => {
  const port = await freePort();
  const plan = { app, port, baseUrls: addresses(port) };
  const logto = await startLogtoOf([plan]);
  const api = await startApi(logto.endpoint);
  const stopApp = await startApp(plan, logto.endpoint, {
    RESOURCE_SERVER_URL: api.address,
    ...(store !== 'cookie' && { SESSION_STORE: servers.redis }),
    ...env,
  });
  return {
    port,
    address: `http://localhost:${port}`,
    logto: logto.endpoint,
    stop: async () => {
      await stopApp();
      api.stop();
      await logto.close();
    },
  };
};

export type Instance = Awaited<ReturnType<typeof startAnotherInstance>>;

/**
 * Starts another instance of each app, all with the same local Logto.
 *
 * @param env Further environment variables for each app.
 * @returns The addresses of the apps, in the order of `apps`, and a function that stops everything.
 */
export const startTogether = async (apps: readonly string[], env: Record<string, string>) => {
  const plans = await Promise.all(
    apps.map(async (app) => {
      const port = await freePort();
      return { app, port, baseUrls: [`http://localhost:${port}`] };
    }),
  );
  const logto = await startLogtoOf(plans);
  const stopApps = await Promise.all(plans.map((plan) => startApp(plan, logto.endpoint, env)));
  return {
    addresses: plans.map(({ port }) => `http://localhost:${port}`),
    stop: async () => {
      await Promise.all(stopApps.map((stop) => stop()));
      await logto.close();
    },
  };
};
