import { users } from '@repo/config';
import { confirm, forgetLogto, linkWonderland, panelOf } from '../support/account.ts';
import { call, claimOf } from '../support/calls.ts';
import { newProfile } from '../support/social.ts';
import { expect, type Page, test } from '../support/test.ts';
import { type Credentials, fillSignInForm, newUsername, signInTitle } from '../support/visitor.ts';

// The app unlinks an account only after a recent sign-in at Logto.

const unlink = (page: Page) => page.getByRole('button', { name: 'Unlink Wonderland' });

const linked = async (page: Page, openNewAccount: (page: Page) => Promise<Credentials>) => {
  const credentials = await openNewAccount(page);
  await confirm(page, credentials);
  await linkWonderland(page, newProfile(newUsername()));
  await expect(unlink(page)).toBeVisible();
  return credentials;
};

test('a visitor without a recent sign-in signs in again, and keeps the cached tokens', async ({
  page,
  openNewAccount,
}) => {
  const credentials = await linked(page, openNewAccount);
  await page.goto('/resources');
  await call(page, 'Store API', 'Read from Store API');
  const token = await claimOf(page, 'Store API', 'jti').textContent();
  await page.goto('/account');
  await forgetLogto(page);

  await unlink(page).click();
  await expect(signInTitle(page)).toBeVisible();
  await fillSignInForm(page, credentials);

  await expect(page).toHaveURL(/\/account$/);
  // The new sign-in began another session at Logto, and the visitor had confirmed in the first one.
  await expect(await call(page, 'Linked accounts', 'Unlink Wonderland')).toContainText(
    'Please confirm that it is you first.',
  );
  await confirm(page, credentials);
  await expect(await call(page, 'Linked accounts', 'Unlink Wonderland')).toContainText('204');
  await page.goto('/resources');
  await call(page, 'Store API', 'Read from Store API');
  await expect(claimOf(page, 'Store API', 'jti')).toHaveText(token ?? '');
});

test('a visitor who leaves the form of a second sign-in is still signed in', async ({
  page,
  openNewAccount,
}) => {
  await linked(page, openNewAccount);
  await forgetLogto(page);
  await unlink(page).click();
  await expect(signInTitle(page)).toBeVisible();

  await page.goto('/account');

  await expect(unlink(page)).toBeVisible();
});

test('neither a query parameter nor a repeated POST counts as a recent sign-in', async ({
  page,
  baseURL,
  openNewAccount,
}) => {
  await linked(page, openNewAccount);
  await page.goto(`/account?auth_time=${Math.floor(Date.now() / 1000)}&link=verified&isRecent=true`);
  await forgetLogto(page);
  const posted = page.waitForRequest(
    (request) => request.method() === 'POST' && request.url().startsWith(`${baseURL}/`),
  );
  await unlink(page).click();
  await expect(signInTitle(page)).toBeVisible();
  const request = await posted;

  const { 'content-length': _, cookie: __, ...headers } = await request.allHeaders();
  await page.request.fetch(request.url(), {
    method: 'POST',
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith(':'))),
    data: request.postDataBuffer() ?? '',
    maxRedirects: 0,
  });

  await page.goto('/account');
  await expect(unlink(page)).toBeVisible();
});

test('a visitor who removes max_age from the sign-in URL is asked again', async ({
  page,
  openNewAccount,
}) => {
  const credentials = await linked(page, openNewAccount);
  await forgetLogto(page);
  const asked = page.waitForRequest((request) => request.url().includes('/oidc/auth?'));
  await unlink(page).click();
  const address = new URL((await asked).url());
  await expect(signInTitle(page)).toBeVisible();
  expect(address.searchParams.get('max_age')).toBe('300');
  address.searchParams.delete('max_age');
  await page.goto(address.href);
  await fillSignInForm(page, credentials);
  await expect(page).toHaveURL(/\/account$/);
  await expect(panelOf(page, 'Linked accounts')).toContainText('sign in again');
  await forgetLogto(page);

  await unlink(page).click();

  await expect(signInTitle(page)).toBeVisible();
});

test('a visitor who signs in as somebody else gets none of the first user’s tokens', async ({
  page,
  openNewAccount,
}) => {
  await linked(page, openNewAccount);
  await page.goto('/resources');
  await call(page, 'Store API', 'Read from Store API');
  const sub = await claimOf(page, 'Store API', 'sub').textContent();
  await page.goto('/account');
  await forgetLogto(page);
  await unlink(page).click();
  await fillSignInForm(page, users.bob);
  await expect(panelOf(page, 'Profile').getByText('bob', { exact: true })).toBeVisible();

  await page.goto('/resources');
  await call(page, 'Store API', 'Read from Store API');

  await expect(claimOf(page, 'Store API', 'sub')).not.toHaveText(sub ?? '');
});
