// `pnpm pictures` takes the screenshots in README.md again, from the real pages. `pnpm pictures FOLDER` takes screenshots of every
// page of every app instead, on a desktop and on a phone, in light and dark colors, for a person to look at.
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, devices, type Page } from '@playwright/test';
import { type AppName, appNames, users } from '@repo/config';
import { findBrowser } from '../../../e2e/browser.mjs';
import { openOrganization } from '../../../e2e/support/organizations.ts';
import { protectedPaths } from '../../../e2e/support/paths.ts';
import { type Credentials, signIn } from '../../../e2e/support/visitor.ts';
import { fail, stop } from '../../../scripts/programs.mjs';
import { build } from '../../../scripts/setup.mjs';
import { startServers } from './servers.ts';

const picture = (name: string) => ({
  path: fileURLToPath(new URL(`../../../docs/${name}`, import.meta.url)),
});

const comparisonPage = new URL('../dist/index.html', import.meta.url).href;

const takeForReadme = async (browser: Browser) => {
  const servers = await startServers('next-app');
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, baseURL: servers.url });
    await page.goto(`${comparisonPage}#userinfo`);
    await page.screenshot(picture('comparison.png'));

    await signIn(page, users.alice);
    await openOrganization(page, 'Acme');
    await page.getByRole('button', { name: 'Members of Acme' }).click();
    await page.getByRole('region', { name: 'Acme' }).getByText('200 OK').waitFor();
    await page.screenshot(picture('signed-in.png'));
  } finally {
    await servers.end();
  }
};

const screens = { desktop: { viewport: { width: 1280, height: 800 } }, phone: devices['iPhone SE'] };

/** Opens every page of an app, and of local Logto, one after the other. */
const everyPage = async (page: Page, logto: string, take: (name: string) => Promise<unknown>) => {
  const show = async (path: string, name: string) => {
    await page.goto(path);
    await take(name);
  };
  const signedInAs = async (user: Credentials) => {
    await page.context().clearCookies();
    await signIn(page, user);
  };

  await show('/', 'home, signed out');
  await show('/claims', 'sign-in at Logto');
  await show(`${logto}/local`, 'start page');
  await show(comparisonPage, 'comparison');
  await signedInAs(users.alice);
  for (const path of ['/', ...protectedPaths]) await show(path, path === '/' ? 'home' : path.slice(1));
  await openOrganization(page, 'Acme');
  await take('organization');
  await show('/admin', 'admin, not allowed');
  await show('/no/such/page', 'not found');
  await show(`${logto}/account`, 'account at Logto');
  await signedInAs(users.carol);
  await show('/admin', 'admin');
  await show('/organizations', 'organizations, many');
};

const takeEveryPage = async (browser: Browser, app: AppName, folder: string) => {
  const servers = await startServers(app);
  try {
    for (const [screen, options] of Object.entries(screens)) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const context = await browser.newContext({ ...options, colorScheme, baseURL: servers.url });
        const page = await context.newPage();
        await everyPage(page, servers.logto, (name) =>
          page.screenshot({
            path: join(folder, app, `${screen}, ${colorScheme}`, `${name}.png`),
            fullPage: true,
          }),
        );
        await context.close();
      }
    }
  } finally {
    await servers.end();
  }
};

const [folder] = process.argv.slice(2);
try {
  await build('Build the apps and the comparison', ['apps/*', 'packages/*']);
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  if (folder) {
    for (const app of appNames)
      await takeEveryPage(browser, app, resolve(process.env.INIT_CWD ?? process.cwd(), folder));
    console.log(`✔ Every page is in ${folder}`);
  } else {
    await takeForReadme(browser);
    console.log('✔ docs/comparison.png and docs/signed-in.png are current');
  }
  await browser.close();
  await stop(0);
} catch (error) {
  await fail(error instanceof Error ? error.message : String(error));
}
