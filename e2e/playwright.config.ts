import { resolve } from 'node:path';
import { defineConfig, devices } from '@playwright/test';
import { type AppName, applications } from '@repo/config';
import { appsFolder, areStarters, selectedApps } from './apps.ts';
import { findBrowser } from './browser.mjs';
import { type Subject, serversOf } from './servers.ts';
import type { Options } from './support/test.ts';

const apps = selectedApps(process.env.E2E_APPS);
// `E2E_STORE=redis`: sessions in a Redis of the suite's own, instead of each app's default.
const redisPort = 6399;
const withRedis = process.env.E2E_STORE === 'redis';
const isRoot = process.getuid?.() === 0;

const server = (name: string, folder: string, url: string, env: Record<string, string>) => ({
  name,
  command: 'pnpm --silent start',
  cwd: resolve(import.meta.dirname, '..', folder),
  url,
  env,
  stderr: 'pipe' as const,
  // A server that is running already may be of another version: the suite tests what was built.
  reuseExistingServer: false,
  gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 5000 },
});

const logtoAndApiFor = (name: Subject) => {
  const { logto, resourceServer } = serversOf(name);
  return [
    server(`Logto of ${name}`, 'packages/local-logto', `${logto}/oidc/.well-known/openid-configuration`, {
      LOCAL_LOGTO_PORT: new URL(logto).port,
    }),
    server(`API of ${name}`, 'packages/resource-server', `${resourceServer}/health`, {
      LOGTO_ENDPOINT: logto,
      PORT: new URL(resourceServer).port,
    }),
  ];
};

const serversFor = (name: AppName) => {
  const { app, logto, resourceServer } = serversOf(name);
  return [
    ...logtoAndApiFor(name),
    {
      ...server(name, `${appsFolder}/${name}`, app, {
        LOGTO_ENDPOINT: logto,
        // What a starter's own environment names is not what the suite's Logto knows.
        LOGTO_APP_ID: applications[name].id,
        LOGTO_APP_SECRET: applications[name].secret,
        BASE_URL: app,
        PORT: new URL(app).port,
        RESOURCE_SERVER_URL: resourceServer,
        ...(withRedis && { SESSION_STORE: `redis://127.0.0.1:${redisPort}` }),
      }),
      ...(areStarters && { command: 'npm --silent start' }),
    },
  ];
};

const redis = {
  name: 'Redis',
  command: `redis-server --port ${redisPort} --bind 127.0.0.1 --save '' --appendonly no`,
  port: redisPort,
  stderr: 'pipe' as const,
  reuseExistingServer: false,
  gracefulShutdown: { signal: 'SIGTERM' as const, timeout: 5000 },
};

const project = (name: Subject, app: AppName, testMatch: RegExp[]) => ({
  name,
  testMatch,
  workers: 1,
  use: { app, baseURL: serversOf(name).app, servers: serversOf(name) },
});

export default defineConfig<Options>({
  testDir: 'tests',
  // Two apps at a time, each app's tests one after the other.
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list'], ['html', { open: 'never' }]],
  use: {
    ...devices['Desktop Chrome'],
    // A trace of each failed test, which costs a fifth of the time.
    trace: process.env.E2E_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        ...(isRoot ? ['--no-sandbox'] : []),
        // Without internet access these would fail again and again in the background.
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
  projects: [
    ...apps.map((app) =>
      project(app, app, [/tests\/[^/]+\.spec\.ts$/, new RegExp(`tests/${app}/.*\\.spec\\.ts$`)]),
    ),
    // No app takes part: the tests sign in with the credentials of one.
    project('protected-api', 'express', [/tests\/protected-api\/.*\.spec\.ts$/]),
  ],
  webServer: [...(withRedis ? [redis] : []), ...apps.flatMap(serversFor), ...logtoAndApiFor('protected-api')],
});
