// `pnpm pictures`: takes the pictures of README.md again, from the real pages.
import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import { users } from '@repo/config';
import { findBrowser } from '../../../e2e/browser.mjs';
import { fillSignInForm } from '../../../e2e/support/visitor.ts';
import { fail, stop } from '../../../scripts/programs.mjs';
import { build } from '../../../scripts/setup.mjs';
import { startServers } from './servers.ts';

const picture = (name: string) => ({
  path: fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url)),
});

const take = async () => {
  const servers = await startServers('next-app');
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(new URL('../dist/index.html#userinfo', import.meta.url).href);
    await page.screenshot(picture('comparison.png'));

    await page.goto(servers.url);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await fillSignInForm(page, users.alice);
    await page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
    await page.goto(`${servers.url}/organizations`);
    await page.getByRole('link', { name: 'Acme', exact: true }).click();
    await page.getByRole('button', { name: 'Members of Acme' }).click();
    await page.getByRole('region', { name: 'Acme' }).getByText('200 OK').waitFor();
    await page.screenshot(picture('signed-in.png'));
  } finally {
    await browser.close();
    await servers.end();
  }
};

try {
  await build('Build the apps and the comparison', ['apps/*', 'packages/*']);
  await take();
  console.log('✔ docs/comparison.png and docs/signed-in.png are current');
  await stop(0);
} catch (error) {
  await fail(error instanceof Error ? error.message : String(error));
}
