// `npm test` starts everything on ports of its own, so that it can run beside `npm run dev`.
import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';
import { withPlaywright } from '../../../../e2e/with-playwright.ts';
// #region local-logto
import { logto } from './test/test.ts';

// #endregion

const browsers = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/google-chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];
// Undefined means the browser that `npx playwright install chromium` has installed.
const executablePath = process.env.E2E_BROWSER ?? browsers.find((path) => existsSync(path));

// #region real-logto
for (const file of ['.env.local', '.env']) if (existsSync(file)) process.loadEnvFile(file);
const { BASE_URL, TEST_USERNAME, TEST_PASSWORD } = process.env;
if (!TEST_USERNAME || !TEST_PASSWORD) {
  console.error(
    'npm test signs in to the Logto of .env.local: set TEST_USERNAME and TEST_PASSWORD to a user of it.',
  );
  process.exit(1);
}
// #endregion
const app =
  // #region real-logto
  BASE_URL ||
  // #endregion
  'http://localhost:4300';
// #region local-logto
const api = 'http://localhost:4340';
// #endregion
const appWithoutLogto = 'http://localhost:4310';

const server = (command: string, url: string, environment: Record<string, string> = {}) => ({
  command: withPlaywright(command),
  url,
  env: {
    BASE_URL: app,
    // #region local-logto
    LOGTO_ENDPOINT: logto,
    LOCAL_LOGTO_PORT: new URL(logto).port,
    RESOURCE_SERVER_URL: api,
    // #endregion
    ...environment,
  },
});

export default defineConfig({
  testDir: 'test',
  workers: 1,
  use: { launchOptions: { executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] } },
  projects: [
    { name: 'app', grepInvert: /@logto-down/, use: { baseURL: app } },
    { name: 'app without Logto', grep: /@logto-down/, use: { baseURL: appWithoutLogto } },
  ],
  webServer: [
    // #region local-logto
    server('npm run logto', `${logto}/oidc/.well-known/openid-configuration`),
    server('npm run api', `${api}/health`),
    // #endregion
    server('npm start', app, { PORT: new URL(app).port }),
    server('npm start', appWithoutLogto, {
      BASE_URL: appWithoutLogto,
      PORT: new URL(appWithoutLogto).port,
      LOGTO_ENDPOINT: 'http://localhost:9',
    }),
  ],
});
