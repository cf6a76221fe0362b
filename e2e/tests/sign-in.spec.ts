import { users } from '@repo/config';
import { otherLogto } from '../logto.ts';
import { clearAppCookies } from '../support/cookies.ts';
import { protectedPaths } from '../support/paths.ts';
import { expect, test } from '../support/test.ts';
import {
  fillRegistrationForm,
  fillSignInForm,
  newUsername,
  registrationTitle,
  signIn,
  signInTitle,
} from '../support/visitor.ts';

test('a visitor who mistypes the password is told so and can try again', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await fillSignInForm(page, { username: 'alice', password: 'not-her-password' });
  await expect(page.getByRole('alert')).toContainText('Incorrect account or password');

  await page.locator('input[name=password]').fill(users.alice.password);
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { level: 1, name: 'Hello, Alice Liddell' })).toBeVisible();
});

test('a visitor who creates an account starts on the registration page and ends up signed in', async ({
  page,
}) => {
  const username = newUsername();
  await page.goto('/');
  await page.getByRole('button', { name: 'Create account', exact: true }).click();
  await expect(registrationTitle(page)).toBeVisible();

  await fillRegistrationForm(page, { username, password: 'correct-horse-battery' });

  await expect(page.getByRole('heading', { level: 1, name: `Hello, ${username}` })).toBeVisible();
});

test('a signed-out visitor is redirected to sign-in and back, query included', async ({ page }) => {
  await page.goto('/claims?from=bookmark');
  await expect(signInTitle(page)).toBeVisible();

  await fillSignInForm(page, users.alice);

  await expect(page).toHaveURL('/claims?from=bookmark');
  await expect(page.getByRole('table')).toBeVisible();
});

test('a visitor who abandons sign-in and starts again on the home page returns to it', async ({ page }) => {
  await page.goto('/claims');
  await expect(signInTitle(page)).toBeVisible();

  await signIn(page, users.alice);

  await expect(page).toHaveURL('/');
});

test('a visitor who is signed in to Logto by another application signs in without a form', async ({
  page,
  otherApplication: { id, redirectUri },
  servers,
}) => {
  // The other application does not take part: it is enough that Logto redirects the visitor to it.
  const backAtOther = page.waitForRequest((sent) => sent.url().startsWith(`${redirectUri}?`));
  const parameters = new URLSearchParams({
    client_id: id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    state: 'other-application',
  });
  await page.goto(`${servers.logto}/oidc/auth?${parameters}`);
  await fillSignInForm(page, users.alice);
  await backAtOther;

  // The first tab is still on its way to the other application, which may not be running.
  const tab = await page.context().newPage();
  await tab.goto('/');
  await tab.getByRole('button', { name: 'Sign in', exact: true }).click();

  await expect(tab.getByRole('heading', { level: 1, name: 'Hello, Alice Liddell' })).toBeVisible();
});

test('a visitor who goes back to a page that once redirected to sign-in sees the page, not a sign-in that is over', async ({
  page,
  context,
}) => {
  await page.goto('/claims');
  await fillSignInForm(page, users.alice);
  await expect(page.getByText('alice@example.com')).toBeVisible();
  await clearAppCookies(context);
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();

  await page.goBack();

  await expect(page.getByText('alice@example.com')).toBeVisible();
});

test('a visitor whose browser restores all protected pages at once sees all of them', async ({
  page,
  context,
}) => {
  await page.goto('/claims');
  await fillSignInForm(page, users.alice);
  await expect(page.getByText('alice@example.com')).toBeVisible();
  await clearAppCookies(context);

  const tabs = await Promise.all(
    protectedPaths.map(async (path) => ({ path, tab: await context.newPage() })),
  );
  await Promise.all(tabs.map(({ path, tab }) => tab.goto(path)));

  for (const { path, tab } of tabs) {
    await expect(tab).toHaveURL(path, { timeout: 15_000 });
    await expect(tab.getByRole('button', { name: 'Sign out' })).toBeVisible();
  }
});

test('a signed-in visitor who follows a link that starts sign-in stays signed in', async ({
  page,
  request,
}) => {
  const redirect = await request.get('/claims', { maxRedirects: 0 });
  const { location = '' } = redirect.headers();
  expect(location).not.toBe('');
  await signIn(page, users.alice);

  await page.goto(location);
  await page.goto('/');

  await expect(page.getByRole('heading', { level: 1, name: 'Hello, Alice Liddell' })).toBeVisible();
});

test.describe('with a browser in German', () => {
  test.use({ locale: 'de-CH' });

  for (const start of ['Sign in', 'Create account', 'a protected page']) {
    test(`a visitor who starts with "${start}" sees Logto's pages in German`, async ({ page, servers }) => {
      const asked = page.waitForRequest((sent) => sent.url().startsWith(`${servers.logto}/oidc/auth?`));
      await page.goto(start === 'a protected page' ? '/claims' : '/');
      if (start !== 'a protected page') await page.getByRole('button', { name: start, exact: true }).click();

      // Logto would also read the browser's own header, but not every tenant's Logto does.
      expect(new URL((await asked).url()).searchParams.get('ui_locales')).toBe('de-CH');
      await expect(page.locator('html')).toHaveAttribute('lang', /^de/);
    });
  }
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test.skip(Boolean(otherLogto), "a real Logto's pages need JavaScript");

  test('a visitor can sign in, read the claims and sign out', async ({ page }) => {
    await signIn(page, users.alice);
    await page.getByRole('link', { name: 'Claims' }).first().click();
    await expect(page.getByRole('table')).toContainText('alice@example.com');

    await page.getByRole('button', { name: 'Sign out' }).click();
    // Logto's sign-out page submits itself with a script; without one there is a button.
    await page.getByRole('button').click();

    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  });
});
