import { resolve } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { appNames } from '@repo/config';
import { appsFolder, areElsewhere, isListed, runningAt, selectedApps } from './apps.ts';
import { findBrowser } from './browser.mjs';
import { checkOtherLogto, credentialsOf, otherLogto } from './logto.ts';
import { checkRunningApp } from './running-app.ts';
import { protectedApi, serversOf, together } from './servers.ts';
import { selectedStore } from './stores.ts';
import type { Options } from './support/test.ts';
import { tenantFileWith } from './tenant-file.ts';
import { withPlaywright } from './with-playwright.ts';

const apps = selectedApps(process.env.E2E_APPS);
const store = selectedStore(process.env.E2E_STORE);
const isRoot = process.getuid?.() === 0;

const server = (name: string, folder: string, url: string, env: Record<string, string>) => ({
  name,
  command: withPlaywright('pnpm --silent start'),
  cwd: resolve(import.meta.dirname, '..', folder),
  url,
  env,
  stderr: 'pipe' as const,
  // A server that is already running may be another version: the suite tests what was built.
  reuseExistingServer: false,
  gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 5000 },
});

const logtoAndApiFor = (name: string) => {
  const { logto, resourceServer } = serversOf(name);
  const api = server(`API of ${name}`, 'packages/resource-server', `${resourceServer}/health`, {
    LOGTO_ENDPOINT: logto,
    PORT: new URL(resourceServer).port,
  });
  // Another Logto is already running, and all apps share one API.
  if (otherLogto) return name === protectedApi ? [api] : [];
  return [
    server(`Logto of ${name}`, 'packages/local-logto', `${logto}/oidc/.well-known/openid-configuration`, {
      LOCAL_LOGTO_PORT: new URL(logto).port,
      ...(name !== protectedApi && !isListed(name) && { LOCAL_LOGTO_TENANT: tenantFileWith(name) }),
    }),
    api,
  ];
};

const redisFor = (name: string) => ({
  name: `Redis of ${name}`,
  command: withPlaywright(
    `redis-server --port ${new URL(serversOf(name).redis).port} --bind 127.0.0.1 --save '' --appendonly no`,
  ),
  port: Number(new URL(serversOf(name).redis).port),
  stderr: 'pipe' as const,
  reuseExistingServer: false,
  gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 5000 },
});

const appServer = (name: string, url: string, env: Record<string, string>) => ({
  ...server(name, `${appsFolder}/${name}`, url, env),
  ...(areElsewhere && { command: withPlaywright('npm --silent start') }),
});

const replicasFor = (name: string, env: Record<string, string>) => {
  const { app, replicas } = serversOf(name);
  const ports = replicas.map((url) => new URL(url).port);
  const instances = replicas.map((url, index) => ({
    ...appServer(name, url, { ...env, PORT: ports[index] ?? '' }),
    name: `${name} ${index + 1}`,
    // Next.js takes its port from the command line, Express from the environment.
    command: withPlaywright(`pnpm --silent start --port ${ports[index]}`),
  }));
  const proxy = server(`proxy of ${name}`, 'e2e', app, {});
  return [
    ...instances,
    {
      ...proxy,
      command: withPlaywright(`node replicas-proxy.mjs ${new URL(app).port} ${ports.join(' ')}`),
    },
  ];
};

const serversFor = (name: string) => {
  const { app, logto, resourceServer, redis } = serversOf(name);
  const { id, secret } = credentialsOf(name);
  // Overrides every value that the app's `.env.local` may have for another Logto.
  const env = {
    LOGTO_ENDPOINT: logto,
    LOGTO_APP_ID: id,
    LOGTO_APP_SECRET: secret,
    BASE_URL: app,
    PORT: new URL(app).port,
    RESOURCE_SERVER_URL: resourceServer,
  };
  if (store === 'cookie') return [...logtoAndApiFor(name), appServer(name, app, env)];

  const withRedis = { ...env, SESSION_STORE: redis };
  return [
    ...logtoAndApiFor(name),
    redisFor(name),
    ...(store === 'replicas' ? replicasFor(name, withRedis) : [appServer(name, app, withRedis)]),
  ];
};

// Workers read this file too.
if (!process.env.TEST_WORKER_INDEX) {
  checkRunningApp(apps, store);
  await checkOtherLogto(apps);
  // Playwright stops its servers in order on SIGINT only.
  for (const name of ['SIGTERM', 'SIGHUP']) process.once(name, () => process.kill(process.pid, 'SIGINT'));
}

const project = (name: string, app: string, testMatch: RegExp[]) => ({
  name,
  testMatch,
  workers: 1,
  use: { app, baseURL: serversOf(name).app, servers: serversOf(name), store },
});

const testsOf = (app: string) => {
  const own = new RegExp(`tests/${app}/.*\\.spec\\.ts$`);
  if (store === 'cookie') return [/tests\/[^/]+\.spec\.ts$/, own];
  // Where sessions are stored does not change what a page looks like.
  if (store === 'redis') return [/tests\/(?!accessibility)[^/]+\.spec\.ts$/, own];
  // In these tests, one instance must see what another did.
  return [/tests\/(back-channel-logout|concurrency|recent-sign-in|session|sign-out|stale-tabs)\.spec\.ts$/];
};

// Once is enough, and apps elsewhere are not tested together with the packages of this repository.
const testsPackages = store === 'cookie' && !areElsewhere && !runningAt;
// These tests sign a visitor out of all apps at once, which only works for sessions on the server.
const testsTogether =
  store !== 'cookie' && apps.length === appNames.length && !areElsewhere && !otherLogto && !runningAt;
const projectsWithoutApp = [
  // The tests only sign in with the credentials of an app.
  project(protectedApi, appNames[0] ?? '', [/tests\/protected-api\/.*\.spec\.ts$/]),
  // These tests start a local Logto of their own.
  ...(otherLogto ? [] : [{ name: 'local-logto', testMatch: [/tests\/local-logto\/.*\.spec\.ts$/] }]),
];

export default defineConfig<object, Options>({
  testDir: 'tests',
  // All apps at a time, each app's tests in sequence: some tests wait for a time limit while others work.
  // Another Logto has one inbox for alice's codes, whichever app she signs in to.
  workers: otherLogto ? 1 : 3,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['html', { open: 'never' }], ['./summary-reporter.ts']],
  // A Logto elsewhere, or in a container, is slower.
  ...(otherLogto && { expect: { timeout: 15_000 }, timeout: 60_000 }),
  use: {
    ...devices['Desktop Chrome'],
    // Traces make the suite 20 % slower.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        // Nobody looks at what the browser draws, so it needs no separate process for drawing.
        '--disable-gpu',
        '--disable-software-rasterizer',
        // Without internet access, these would keep failing in the background.
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  projects: [
    ...apps.map((app) =>
      project(app, app, [...testsOf(app), ...(store === 'cookie' ? [] : [/tests\/redis\/.*\.spec\.ts$/])]),
    ),
    ...(testsPackages ? projectsWithoutApp : []),
    ...(testsTogether ? [project(together, '', [/tests\/together\/.*\.spec\.ts$/])] : []),
  ],
  webServer: runningAt
    ? []
    : [
        ...apps.flatMap(serversFor),
        ...(testsPackages || otherLogto ? logtoAndApiFor(protectedApi) : []),
        ...(testsTogether ? [redisFor(together)] : []),
      ],
});
