// A suite with a server and a test that never ends, for the test of what interrupting it leaves.
import { defineConfig } from '@playwright/test';
import { withPlaywright } from '../with-playwright.ts';

export default defineConfig({
  testDir: '.',
  timeout: 0,
  reporter: 'line',
  webServer: {
    command: withPlaywright('node server.mjs'),
    port: Number(process.env.PORT),
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
  },
});
