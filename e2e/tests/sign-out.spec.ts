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

    // Not a page that needs sign-in: Logto would sign in again without a word.
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1, name: 'Hello, Alice Liddell' })).toBeVisible();
  });
});

test('a visitor is not signed out by a copy of the form on another site', async ({ page, context }) => {
  await signIn(page, users.alice);
  // As it comes without JavaScript, with all that it holds.
  const html = await (await page.request.get('/')).text();
  const elsewhere = await context.newPage();
  // Localhost by its number is another site to the browser.
  await elsewhere.route('http://127.0.0.1:9/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<h1>Win a prize</h1>' }),
  );
  await elsewhere.goto('http://127.0.0.1:9/');
  const answered = elsewhere.waitForResponse((response) => response.request().method() === 'POST');
  await elsewhere.evaluate(
    ({ html, address }) => {
      const forms = [...new DOMParser().parseFromString(html, 'text/html').forms];
      const form = forms.find(({ textContent }) => textContent.includes('Sign out'));
      if (!form) throw new Error('There is no form to sign out');
      form.action = new URL(form.getAttribute('action') ?? '', address).href;
      document.body.append(form);
      form.submit();
    },
    { html, address: page.url() },
  );
  expect((await answered).status()).toBeGreaterThanOrEqual(400);

  await page.goto('/');

  await expect(page.getByRole('heading', { level: 1, name: 'Hello, Alice Liddell' })).toBeVisible();
});
