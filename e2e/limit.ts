// How fast the suite could be: as many browser contexts and page loads as it has, with a static page and no test.
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { machine } from '../scripts/machine.mjs';
import config from './playwright.config.ts';

const { values } = parseArgs({
  options: {
    contexts: { type: 'string' },
    loads: { type: 'string' },
    workers: { type: 'string', default: '3' },
  },
});
const [contexts, loads, workers] = [values.contexts, values.loads, values.workers].map(Number);
if (!contexts || !loads || !workers) {
  console.error('Usage: limit --contexts NUMBER --loads NUMBER, as the suite prints them at its end');
  process.exit(1);
}

const page = '<!doctype html><html lang="en"><title>Static</title><h1>A static page</h1></html>';
const server = createServer((_request, response) =>
  response.setHeader('content-type', 'text/html').end(page),
);
await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
const address = server.address();
if (typeof address !== 'object' || !address) throw new Error('The static page has no port');

let left = contexts;
const work = async () => {
  const browser = await chromium.launch(config.use?.launchOptions);
  while (left > 0) {
    left -= 1;
    const context = await browser.newContext(config.use);
    const tab = await context.newPage();
    const share =
      Math.floor((loads * (contexts - left)) / contexts) -
      Math.floor((loads * (contexts - left - 1)) / contexts);
    for (let load = 0; load < share; load += 1) await tab.goto(`http://localhost:${address.port}/`);
    await context.close();
  }
  await browser.close();
};

const startedAt = performance.now();
await Promise.all(Array.from({ length: workers }, work));
const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
console.log(`${contexts} contexts and ${loads} loads of a static page: ${seconds} s on ${machine}`);
server.close();
