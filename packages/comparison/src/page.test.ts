import { type Browser, chromium, type Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findBrowser } from '../../../e2e/browser.mjs';
import { expectNoViolations } from '../../../e2e/support/axe.ts';
import { compare } from './comparison.ts';
import { readFigures } from './figures.ts';
import { flowIds } from './flow-ids.ts';
import { renderPage } from './page.tsx';
import { readScript, readStylesheet } from './page-parts.ts';

const comparison = compare(readFigures());

const render = (shown: typeof comparison) =>
  renderPage(
    shown,
    { stylesheet: readStylesheet(), script: readScript() },
    (file, line) => `https://source.example/${file}#L${line}`,
  );

const html = render(comparison);

// All flows are built alike, and axe compares the color of each word of their code with what is behind it.
const twoFlows = render({
  ...comparison,
  flows: comparison.flows.filter(({ id }) => ['api-token', 'protect-a-page'].includes(id)),
});

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: findBrowser(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
});
afterAll(() => browser.close());

const openPage = async (
  width: number,
  options: { colorScheme?: 'light' | 'dark'; javaScriptEnabled?: boolean } = {},
  content = html,
) => {
  // The policy of the page forbids the script of axe.
  const context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: true, ...options });
  const page = await context.newPage();
  await page.setContent(content);
  return page;
};

const columnsOf = (page: Page) => page.locator('#api-token').getByRole('article');

test.each([1280, 360])('axe finds nothing, %i pixels wide', async (width) => {
  const page = await openPage(width, {}, twoFlows);
  await expectNoViolations(page);
  await page.context().close();
});

test.each([320, 360, 768, 1024, 1280])('nothing scrolls sideways, %i pixels wide', async (width) => {
  const page = await openPage(width);
  for (const details of await page.locator('details').all())
    await details.evaluate((element) => element.setAttribute('open', ''));
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  await page.context().close();
});

describe('without scripts', () => {
  test('a wide page shows the three apps side by side', async () => {
    const page = await openPage(1280, { javaScriptEnabled: false });
    const boxes = await Promise.all((await columnsOf(page).all()).map((column) => column.boundingBox()));
    expect(boxes.map((box) => box?.y)).toEqual([boxes[0]?.y, boxes[0]?.y, boxes[0]?.y]);
    await page.context().close();
  });

  test('a phone shows the app that the reader chooses', async () => {
    const page = await openPage(360, { javaScriptEnabled: false });
    const headings = () => columnsOf(page).getByRole('heading', { level: 3 }).allTextContents();
    expect(await headings()).toEqual(['Pages Router @logto/next']);
    await page.getByRole('radio', { name: 'Express' }).check();
    expect(await headings()).toEqual(['Express @logto/express']);
    await page.context().close();
  });
});

test('each flow has an address, a highlighted call in each app, and links to the lines', async () => {
  const page = await openPage(1280);
  for (const id of flowIds) {
    const section = page.locator(`#${id}`);
    expect(await section.getByRole('heading', { level: 2 }).count(), id).toBe(1);
    expect(await section.getByRole('link', { name: /:\d+$/ }).count(), id).toBeGreaterThanOrEqual(3);
  }
  const calls = await columnsOf(page).locator('mark').allTextContents();
  expect(calls.join('')).toContain('client.getAccessToken(api.indicator)');
  expect(await columnsOf(page).getByRole('link').first().getAttribute('href')).toMatch(
    /^https:\/\/source\.example\/apps\/next-pages\/pages\/api\/call-resource\.ts#L\d+$/,
  );
  await page.context().close();
});

test('each call that fetches a token is in the code that its row leads to', () => {
  for (const { flow, cells } of comparison.tokens.rows) {
    const columns = comparison.flows.find(({ id }) => id === flow)?.columns ?? [];
    cells.forEach((cell, index) => {
      const code = columns[index]?.code.map(({ text }) => text).join('\n');
      for (const [, call] of cell.matchAll(/`([^`]+\))`/g)) expect(code).toContain(call);
    });
  }
  expect(comparison.tokens.rows.flatMap(({ cells }) => cells).join()).toContain('getAccessTokenRSC(');
});

test('the requests of a flow are a list, which says who asks whom', async () => {
  const page = await openPage(1280);
  const requests = page.locator('#api-token').getByRole('article', { name: 'Express' }).getByRole('listitem');
  expect(await requests.filter({ hasText: 'oidc' }).allTextContents()).toEqual([
    'App to Logto: POST /oidc/token token for an API',
    'App to Logto: GET /oidc/jwks keys',
  ]);
  await page.context().close();
});

test('a page that local Logto does not serve cannot run a flow', async () => {
  const page = await openPage(1280);
  expect(await page.getByRole('button').count()).toBe(0);
  await page.context().close();
});
