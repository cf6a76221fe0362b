import { expect } from '@playwright/test';
import { fillSignInForm, signIn, test } from './test.ts';

test('a visitor signs in and out again', async ({ page }) => {
  await signIn(page, 'alice');

  await page.getByRole('button', { name: 'Sign out' }).click();

  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeHidden();
});

test('a protected page asks for sign-in first, and shows up after it', async ({ page }) => {
  await page.goto('/claims');
  await fillSignInForm(page, 'alice');

  await expect(page).toHaveURL('/claims');
  await expect(page.getByRole('heading', { name: 'Claims' })).toBeVisible();
});

test('a signed-in visitor sees a protected page at once', async ({ page, signedInAs }) => {
  await signedInAs('alice');

  await page.goto('/claims');

  await expect(page.getByRole('heading', { name: 'Claims' })).toBeVisible();
});

// #region local-logto
test('the answer of an API is shown', async ({ page, signedInAs }) => {
  await signedInAs('alice');
  await page.goto('/resources');

  await page.getByRole('button', { name: 'Read from Shopping API' }).click();

  await expect(page.getByText('200 OK')).toBeVisible();
});

test('a signed-in page asks nothing of Logto', async ({ page, signedInAs, localLogto }) => {
  await signedInAs('alice');
  await localLogto.clearRequests();

  await page.goto('/claims');
  await expect(page.getByRole('heading', { name: 'Claims' })).toBeVisible();

  expect(await localLogto.requests()).toEqual([]);
});

test('sign-in leads to the failure page if Logto answers it with an error', async ({ page, localLogto }) => {
  await page.goto('/claims');
  await localLogto.setFaults({ serverError: true, only: '/oidc/token' });

  await fillSignInForm(page, 'alice');

  await expect(page.getByRole('heading', { name: 'The service cannot be reached' })).toBeVisible();
});

// #endregion
test('sign-in leads to the failure page while Logto is down', { tag: '@logto-down' }, async ({ page }) => {
  await page.goto('/');

  await page.getByRole('button', { name: 'Sign in', exact: true }).click();

  await expect(page.getByRole('heading', { name: 'The service cannot be reached' })).toBeVisible();
});
