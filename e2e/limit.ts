// How fast the suite could be: as many browser contexts and page loads as it has, without any test. Loads a static page, or with
// `--apps` the home pages of the apps.
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { appNames } from '@repo/config';
import { machine } from '../scripts/machine.mjs';
import config from './playwright.config.ts';
import { startServers } from './start-servers.ts';

const { values } = parseArgs({
  options: {
    contexts: { type: 'string' },
    loads: { type: 'string' },
    workers: { type: 'string', default: '3' },
    apps: { type: 'boolean', default: false },
  },
});
const [contexts, loads, workers] = [values.contexts, values.loads, values.workers].map(Number);
if (!contexts || !loads || !workers) {
  console.error(
    'Usage: limit --contexts NUMBER --loads NUMBER [--apps], as the suite prints them at its end',
  );
  process.exit(1);
}

const page = '<!doctype html><html lang="en"><title>Static</title><h1>A static page</h1></html>';
const server = createServer((_request, response) =>
  response.setHeader('content-type', 'text/html').end(page),
);
await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
const address = server.address();
if (typeof address !== 'object' || !address) throw new Error('The static page has no port');

const apps = values.apps ? await Promise.all(appNames.map((app) => startServers(app, 'cookie'))) : [];
const addresses = values.apps ? apps.map(({ urls }) => urls.app) : [`http://localhost:${address.port}`];

let left = contexts;
const work = async (_: unknown, worker: number) => {
  const url = `${addresses[worker % addresses.length]}/`;
  const browser = await chromium.launch(config.use?.launchOptions);
  while (left > 0) {
    left -= 1;
    const context = await browser.newContext(config.use);
    const tab = await context.newPage();
    const share =
      Math.floor((loads * (contexts - left)) / contexts) -
      Math.floor((loads * (contexts - left - 1)) / contexts);
    for (let load = 0; load < share; load += 1) await tab.goto(url);
    await context.close();
  }
  await browser.close();
};

const startedAt = performance.now();
await Promise.all(Array.from({ length: workers }, work));
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
console.log(
  `${contexts} contexts and ${loads} loads of ${values.apps ? "the apps' home pages" : 'a static page'}: ${seconds} s on ${machine}`,
);
await Promise.all(apps.map((app) => app.end()));
server.close();
