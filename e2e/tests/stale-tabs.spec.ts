import { users } from '@repo/config';
import { tenant } from '@repo/config/tenant';
import { addressOf } from '../apps.ts';
import { expect, type Page, test } from '../support/test.ts';
import { fillSignInForm, signIn, signInTitle, signOut } from '../support/visitor.ts';

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

const signInAgain = async (page: Page, user: (typeof users)['alice' | 'bob' | 'carol']) => {
  await expect(heading(page, 'Your session has ended')).toBeVisible();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(signInTitle(page)).toBeVisible();
  await fillSignInForm(page, user);
};

test('a visitor who was signed out in another tab finds the page and the typed text again, and nothing is sent', async ({
  page,
  context,
  signedInAs,
}) => {
  await signedInAs(users.carol);
  await page.goto('/admin');
  const list = page.getByRole('region', { name: 'Shopping list' });
  const item = `Teacups ${Date.now()}`;
  await list.getByLabel('Name').fill(item);
  const other = await context.newPage();
  await other.goto('/');
  await signOut(other);

  await list.getByRole('button', { name: 'Add item' }).click();
  await signInAgain(page, users.carol);

  await expect(page).toHaveURL('/admin');
  await expect(list.getByLabel('Name')).toHaveValue(item);
  await expect(list).not.toContainText(item);
  await list.getByRole('button', { name: 'Add item' }).click();
  await expect(list.getByRole('listitem').filter({ hasText: item })).toHaveCount(1);
});

test('the next user of a browser does not see what the last one typed', async ({
  page,
  context,
  signedInAs,
}) => {
  await signedInAs(users.alice);
  await page.goto('/account');
  const profile = page.getByRole('region', { name: 'Profile' });
  await profile.getByLabel('Name').fill('The Queen of Hearts');
  const other = await context.newPage();
  await other.goto('/');
  await signOut(other);

  await profile.getByRole('button', { name: 'Change name' }).click();
  await signInAgain(page, users.bob);

  await expect(page).toHaveURL('/account');
  await expect(profile).toContainText('bob');
  await expect(profile.getByLabel('Name')).toHaveValue('');
});

test("a form of alice's tab changes nothing of bob's, who has signed in meanwhile", async ({
  page,
  context,
  signedInAs,
}) => {
  await signedInAs(users.alice);
  await page.goto('/account');
  const profile = page.getByRole('region', { name: 'Profile' });
  await profile.getByLabel('Name').fill('The Queen of Hearts');
  const other = await context.newPage();
  await other.goto('/');
  await signOut(other);
  await signIn(other, users.bob);

  await profile.getByRole('button', { name: 'Change name' }).click();

  await expect(heading(page, 'Somebody else is signed in')).toBeVisible();
  await page.getByRole('link', { name: 'Go to the home page' }).click();
  await expect(heading(page, 'Hello, bob')).toBeVisible();
  await page.goto('/account');
  await expect(profile).not.toContainText('Queen');
  await expect(profile.getByLabel('Name')).toHaveValue('');
});

test('a sign-in that is opened in another browser is told so there, and can be started there', async ({
  page,
  app,
  browser,
}) => {
  const callback = page.waitForRequest(
    (request) => request.url().startsWith(addressOf(app)) && new URL(request.url()).searchParams.has('code'),
  );
  await signIn(page, users.alice);

  const elsewhere = await browser.newPage({ baseURL: addressOf(app) });
  const response = await elsewhere.goto((await callback).url());

  expect(response?.status()).toBe(400);
  await expect(heading(elsewhere, 'This sign-in could not be completed')).toBeVisible();
  await expect(elsewhere.getByRole('main')).toContainText('started in another browser');
  await elsewhere.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(signInTitle(elsewhere)).toBeVisible();
  await elsewhere.close();
  await page.goto('/claims');
  await expect(page.getByText('alice@example.com')).toBeVisible();
});

test('a visitor who starts sign-in in two tabs and uses the first is signed in in both, and sees the page of the second', async ({
  page,
  context,
}) => {
  await page.goto('/claims');
  await expect(signInTitle(page)).toBeVisible();
  const second = await context.newPage();
  await second.goto('/session');
  await expect(signInTitle(second)).toBeVisible();

  await fillSignInForm(page, users.alice);

  // Logto continues with the latest sign-in of a browser, whichever tab the visitor types into.
  await expect(page).toHaveURL('/session');
  await expect(heading(page, 'Session')).toBeVisible();
  await second.goto('/session');
  await expect(heading(second, 'Session')).toBeVisible();
  await page.goto('/claims');
  await expect(page.getByText('alice@example.com')).toBeVisible();
});

test('a visitor who opens the sign-in page of Logto without a sign-in under way is led to an app', async ({
  page,
  servers,
}) => {
  // One address for all applications: the home page of the first, which need not run.
  const home = tenant.signInExperience.unknownSessionRedirectUrl ?? '';
  const reached = page.waitForRequest(home);
  await Promise.allSettled([page.goto(`${servers.logto}/sign-in`)]);
  await reached;
});
