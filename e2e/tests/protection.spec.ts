import { randomBytes } from 'node:crypto';
import { users } from '@repo/config';
import { linkRedirectUriOf } from '../apps.ts';
import { otherLogto } from '../logto.ts';
import { protectedPaths } from '../support/paths.ts';
import { openSignedIn } from '../support/signed-in.ts';
import { expect, test } from '../support/test.ts';
import { fillSignInForm, signInTitle } from '../support/visitor.ts';

for (const path of protectedPaths) {
  test(`a signed-out visitor of ${path} is redirected to sign-in and back`, async ({ page }) => {
    await page.goto(path);
    await fillSignInForm(page, users.alice);

    await expect(page).toHaveURL(path);
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  });
}

for (const path of ['/', ...protectedPaths]) {
  test(`no browser or proxy may cache a signed-in visitor's ${path}`, async ({ context, signedInAs }) => {
    await signedInAs(users.alice);

    const response = await context.request.get(path);

    expect(await response.text()).toContain('Sign out');
    expect(response.headers()['cache-control']).toContain('private');
    expect(response.headers()['cache-control']).toContain('no-store');
  });
}

test('a signed-out visitor of an address that is not public is asked to sign in, whether it exists or not', async ({
  page,
}) => {
  // As for a page that somebody adds, and forgets to protect.
  await page.goto('/no/such/page?added=tomorrow');
  await expect(signInTitle(page)).toBeVisible();
  await fillSignInForm(page, users.alice);

  await expect(page).toHaveURL('/no/such/page?added=tomorrow');
  await expect(page.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible();
});

test('a signed-out visitor who posts a form of a protected page is told that the session has ended', async ({
  request,
}) => {
  for (const path of protectedPaths) {
    const response = await request.post(path, { form: { name: 'Tea' } });

    expect(response.status(), path).toBe(401);
    expect(await response.text(), path).toContain('Your session has ended');
  }
});

test('a visitor whose session is gone is told so at every button that leads to another page', async ({
  servers,
}) => {
  test.skip(Boolean(otherLogto), 'only local Logto can be used without a browser');
  for (const [path, button] of [
    ['/organizations', 'Refresh claims'],
    ['/account', 'Link Wonderland'],
  ] as const) {
    const browser = await openSignedIn(servers.app, users.alice);
    const page = await browser.open(path);
    await browser.jar.removeAllCookies();

    const { status, body } = await browser.press(page, button);

    expect(status, button).toBe(401);
    expect(body, button).toContain('Your session has ended');
  }
});

test('a signed-out visitor who comes back from Wonderland is asked to sign in, and then told what became of the link', async ({
  page,
  app,
}) => {
  await page.goto(`${linkRedirectUriOf(app)}?code=foreign&state=foreign`);
  await fillSignInForm(page, users.alice);

  await expect(page.getByText('This link was not started here, so the account is not linked.')).toBeVisible();
});

test('a signed-out visitor who posts a form to a very long address is told that the session has ended', async ({
  request,
}) => {
  // Longer than a cookie, even compressed.
  const path = `/organizations/${randomBytes(3500).toString('hex')}`;

  const response = await request.post(path, { form: { user: 'alice', email: 'dora@example.com' } });

  expect(response.status()).toBe(401);
  expect(await response.text()).toContain('Your session has ended');
});
