import { users } from '@repo/config';
import { otherLogto } from '../logto.ts';
import { expect, test } from '../support/test.ts';
import { signIn, signInTitle } from '../support/visitor.ts';

test('a visitor who signs out comes back to the app and is signed out of Logto too', async ({ page }) => {
  await signIn(page, users.alice);
  await page.getByRole('button', { name: 'Sign out' }).click();

  await expect(page).toHaveURL('/');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(signInTitle(page)).toBeVisible();
});

test('a visitor who goes back after signing out sees no data', async ({ page }) => {
  await signIn(page, users.alice);
  await page.goto('/claims');
  await expect(page.getByText('alice@example.com')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();

  await page.goBack();

  await expect(signInTitle(page)).toBeVisible();
  await expect(page.getByText('alice@example.com')).toHaveCount(0);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test.skip(Boolean(otherLogto), "a real Logto's pages need JavaScript");

  test('a visitor is not signed out by a link, a prefetch or an image', async ({ page }) => {
    await signIn(page, users.alice);
    const form = page.locator('form', { has: page.getByRole('button', { name: 'Sign out' }) });
    const address = new URL((await form.getAttribute('action')) ?? '', page.url());

    // Written with an escape, it may slip past a guard and still be found.
    for (const href of [address.href, address.href.replace('-', '%2D')]) await page.request.get(href);

    await page.goto('/claims');
    await expect(page.getByText('alice@example.com')).toBeVisible();
  });
});

test('a visitor is not signed out by a form on another site', async ({ page, context }) => {
  await signIn(page, users.alice);
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Sign out' }) });
  const action = new URL((await form.getAttribute('action')) ?? '', page.url());
  // Localhost by its number is another site to the browser.
  const elsewhere = await context.newPage();
  await elsewhere.route('http://127.0.0.1:9/', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<form method="post" action="${action.protocol === 'javascript:' ? page.url() : action.href}"><button>Win a prize</button></form>`,
    }),
  );
  await elsewhere.goto('http://127.0.0.1:9/');
  await elsewhere.getByRole('button').click();
  await elsewhere.waitForLoadState();

  await page.goto('/claims');

  await expect(page.getByText('alice@example.com')).toBeVisible();
});
