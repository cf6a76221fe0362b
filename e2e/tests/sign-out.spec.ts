import { users } from '@repo/config';
import { otherLogto } from '../logto.ts';
import { expect, test } from '../support/test.ts';
import { signInTitle } from '../support/visitor.ts';

test('a visitor who signs out comes back to the app and is signed out of Logto too', async ({
  page,
  signedInAs,
}) => {
  await signedInAs(users.alice);
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign out' }).click();

  await expect(page).toHaveURL('/');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(signInTitle(page)).toBeVisible();
});

test('a visitor who goes back after signing out sees no data', async ({ page, signedInAs }) => {
  await signedInAs(users.alice);
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

  test('a visitor is not signed out by a link, a prefetch or an image', async ({ page, signedInAs }) => {
    await signedInAs(users.alice);
    await page.goto('/');
    const form = page.locator('form', { has: page.getByRole('button', { name: 'Sign out' }) });
    const address = new URL((await form.getAttribute('action')) ?? '', page.url());

    // The escaped form may slip past a guard and still reach the route.
    for (const href of [address.href, address.href.replace('-', '%2D')]) await page.request.get(href);

    // Not a protected page: Logto would silently sign the visitor in again.
    await page.goto('/');
    await expect(page.getByRole('heading', { level: 1, name: 'Hello, Alice Liddell' })).toBeVisible();
  });
});

test('a visitor is not signed out by a copy of the form on another site', async ({
  page,
  signedInAs,
  context,
}) => {
  await signedInAs(users.alice);
  await page.goto('/');
  // The page as rendered by the server, with the form's hidden fields.
  const html = await (await page.request.get('/')).text();
  const elsewhere = await context.newPage();
  // To the browser, 127.0.0.1 is another site than localhost.
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
  expect((await answered).status()).toBe(403);

  await page.goto('/');

  await expect(page.getByRole('heading', { level: 1, name: 'Hello, Alice Liddell' })).toBeVisible();
});
