import { readFile } from 'node:fs/promises';
import { appNames, baseUrls, users } from '@repo/config';
import { load } from 'cheerio';
import { addressOf, appsFolder, areElsewhere, runningAt } from '../apps.ts';
import { otherLogto } from '../logto.ts';
import { protectedPaths } from '../support/paths.ts';
import { expect, test } from '../support/test.ts';

test('a signed-out visitor can sign in or create an account in four ways, and sees no data', async ({
  page,
}) => {
  await page.goto('/');

  await expect(page.getByRole('button')).toHaveText([
    'Sign in',
    'Create account',
    'Continue with Wonderland',
    'Sign in by phone',
  ]);
  await expect(page.getByRole('navigation', { name: 'Pages' })).toHaveCount(0);
});

test('a signed-in visitor is greeted by name and finds the other pages', async ({ page, signedInAs }) => {
  await signedInAs(users.alice);
  await page.goto('/');

  await expect(
    page.getByRole('heading', { level: 1, name: 'Hello, Alice Liddell', exact: true }),
  ).toBeVisible();
  const navigation = page.getByRole('navigation', { name: 'Pages' });
  await expect(navigation.getByRole('link')).toHaveText([
    'Home',
    'Claims',
    'Userinfo',
    'API resources',
    'Organizations',
    'Account',
    'Admin',
    'Session',
  ]);
  await expect(navigation.getByRole('link', { name: 'Home' })).toHaveAttribute('aria-current', 'page');
  await navigation.getByRole('link', { name: 'Claims' }).click();
  await expect(page).toHaveURL('/claims');
});

test('a visitor finds the page and the app in the title', async ({ context, signedInAs }) => {
  await signedInAs(users.alice);
  for (const path of ['/', ...protectedPaths, '/failed', '/no/such/page']) {
    const response = await context.request.get(path);
    const titles = load(await response.text())('title')
      .toArray()
      .map((title) => load(title).text());
    expect(titles, path).toEqual([expect.stringMatching(/^\w.* · \w/)]);
  }
});

test('a visitor without a name is greeted by username', async ({ page, signedInAs }) => {
  await signedInAs(users.bob);
  await page.goto('/');

  await expect(page.getByRole('heading', { level: 1, name: 'Hello, bob', exact: true })).toBeVisible();
});

test('a visitor at an address that does not exist gets a 404 page with the navigation and a link home', async ({
  page,
  signedInAs,
}) => {
  await signedInAs(users.alice);

  const response = await page.goto('/no/such/page');

  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await page.getByRole('link', { name: 'Go to the home page' }).click();
  await expect(page).toHaveURL('/');
});

test('a visitor finds the code of every page below its heading, with a link to the line', async ({
  context,
  signedInAs,
  app,
}) => {
  test.skip(Boolean(runningAt), 'the app that runs may be of another version than the source code here');
  await signedInAs(users.alice);

  for (const path of ['/', ...protectedPaths]) {
    const response = await context.request.get(path);
    const note = load(await response.text())('section[aria-label=Source]');
    const [file = '', line] = note.find('a').text().split(':');
    const code = note.find('summary').text();

    const lines = (await readFile(`${appsFolder}/${app}/${file}`, 'utf8')).split('\n');
    expect(code, path).not.toBe('');
    expect(lines[Number(line) - 1], path).toContain(code);
    expect(note.find('mark').text(), path).toBe(code);
    expect(note.find('a').attr('href'), path).toContain(`/${app}/${file}:${line}`);
  }
});

test('a visitor finds the same page in the other apps, and what Logto was asked', async ({
  page,
  signedInAs,
  app,
  servers,
}) => {
  test.skip(Boolean(otherLogto), 'only local Logto lists its requests');
  test.skip(Boolean(runningAt), 'an app that runs elsewhere stands alone');
  test.skip(areElsewhere, 'an app outside of this workspace stands alone');
  await signedInAs(users.alice);
  for (const path of ['/', '/claims', '/resources']) {
    await page.goto(path);
    const switcher = page.getByRole('list', { name: 'This page in each app' });
    const links = await switcher.getByRole('link').all();
    expect(await Promise.all(links.map((link) => link.getAttribute('href')))).toEqual(
      appNames.map((name) => `${baseUrls[name]}${path}`),
    );
    await expect(switcher.locator('[aria-current]')).toHaveAttribute('href', `${addressOf(app)}${path}`);
  }

  await page.getByRole('link', { name: 'What Logto was asked' }).click();
  await expect(page).toHaveURL(`${servers.logto}/local#requests`);
});
