import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';
import { applications } from '@repo/config';
import { tenant } from '@repo/config/tenant';
import { type LocalLogto, startLocalLogto } from '@repo/local-logto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findBrowser } from '../../../e2e/browser.mjs';
import { expectNoViolations } from '../../../e2e/support/axe.ts';
import { compare } from './comparison.ts';
import { readFigures } from './figures.ts';
import { renderPage } from './page.tsx';
import { readScript, readStylesheet } from './page-parts.ts';

/** Stands for the Pages Router and Express: starts a sign-in. */
const app = createServer(async ({ method }, response) => {
  if (method === 'GET') {
    response.end('<form method="post" action="/start"><button>Sign in</button></form>');
    return;
  }
  await fetch(`${localLogto.endpoint}/oidc/.well-known/openid-configuration`);
  const parameters = new URLSearchParams({
    client_id: applications.express.id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
  });
  response.writeHead(303, { location: `${localLogto.endpoint}/oidc/auth?${parameters}` }).end();
});

let redirectUri: string;
let folder: string;
let localLogto: LocalLogto;
let browser: Browser;
let page: Page;
beforeAll(async () => {
  app.listen(0, 'localhost');
  await once(app, 'listening');
  const address = app.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  redirectUri = `http://localhost:${address.port}/callback`;
  folder = await mkdtemp(join(tmpdir(), 'comparison-'));
  const comparison = join(folder, 'index.html');
  const parts = { stylesheet: readStylesheet(), script: readScript() };
  const all = compare(readFigures());
  const shown = { ...all, flows: all.flows.filter(({ id }) => id === 'sign-in') };
  await writeFile(
    comparison,
    renderPage(shown, parts, (file) => file),
  );
  localLogto = await startLocalLogto({
    tenant: {
      ...tenant,
      // One app does not run.
      applications: Object.values(applications).map((application) => ({
        ...application,
        redirectUris: [
          application === applications['next-app'] ? 'http://localhost:9/callback' : redirectUri,
        ],
      })),
    },
    port: 0,
    control: true,
    comparison,
  });
  browser = await chromium.launch({
    executablePath: findBrowser(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  // The policy of the page forbids the script of axe.
  page = await browser.newPage({ bypassCSP: true });
  await page.goto(`${localLogto.endpoint}/local/compare`);
});
afterAll(async () => {
  await browser.close();
  await localLogto.close();
  app.close();
  await rm(folder, { recursive: true });
});

test('"Run as alice" draws the requests of a running app as Logto gets them, and names an app that is not running', async () => {
  const section = page.locator('#sign-in');
  await section.getByRole('button', { name: 'Run as alice' }).click();
  await section.getByText('App Router: http://localhost:9 does not answer.').waitFor();

  const requestsOf = (title: string) =>
    section
      .getByRole('article', { name: title })
      .locator('.sequence')
      .getByRole('listitem')
      .allTextContents();
  expect(await requestsOf('Express')).toEqual([
    'Browser to App: POST /start ',
    'App to Logto: GET /oidc/.well-known/openid-configuration 200',
    'Browser to Logto: GET /oidc/auth 303',
  ]);
  expect(await requestsOf('App Router')).toEqual([]);
  expect(
    await section.getByRole('article', { name: 'Express' }).getByText('to Logto just now').textContent(),
  ).toBe('2 to Logto just now, without JavaScript; 2 when measured with JavaScript');
});

test('another run replaces what the first one drew', async () => {
  const section = page.locator('#sign-in');
  const requests = section
    .getByRole('article', { name: 'Express' })
    .locator('.sequence')
    .getByRole('listitem');
  const before = await requests.allTextContents();
  const first = await requests.first().getAttribute('data-time');
  await section.getByRole('button', { name: 'Run as alice' }).click();
  await section.locator(`[data-time="${first}"]`).waitFor({ state: 'detached' });
  await section.getByText('App Router: http://localhost:9 does not answer.').waitFor();
  expect(await requests.allTextContents()).toEqual(before);
});

test('axe finds nothing where a flow has run', () => expectNoViolations(page));

test('the page obeys its own policy', async () => {
  const violations: string[] = [];
  const another = await browser.newPage();
  another.on('console', (message) => violations.push(message.text()));
  await another.goto(`${localLogto.endpoint}/local/compare`);
  await another.locator('#sign-in').getByRole('button', { name: 'Run as alice' }).click();
  await another.locator('#sign-in').getByText('does not answer').waitFor();
  expect(violations).toEqual([]);
  await another.close();
});
