import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

export type Credentials = { username: string; password: string };

/** The titles of Logto's pages, which a real Logto does not mark as headings. */
export const signInTitle = (page: Page): Locator => page.getByText('Sign in to your account');
export const registrationTitle = (page: Page): Locator => page.getByText('Create your account');

/**
 * Fills in and submits the first page of Logto's sign-in, of a real Logto or the local one.
 *
 * @returns Whether that was all: a Logto that sends codes asks for the password on a second page.
 */
export const fillFirstSignInPage = async (page: Page, { username, password }: Credentials) => {
  const passwordField = page.locator('input[name=password]');
  await page.locator('input[name=identifier]').fill(username);
  const isOnlyPage = await passwordField.isVisible();
  if (isOnlyPage) await passwordField.fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  return isOnlyPage;
};

/** Fills in and submits Logto's sign-in. */
export const fillSignInForm = async (page: Page, credentials: Credentials) => {
  if (await fillFirstSignInPage(page, credentials)) return;
  await page.locator('input[name=password]').fill(credentials.password);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
};

/** Signs a visitor in from the app's home page and waits for the greeting. */
export const signIn = async (page: Page, credentials: Credentials) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(signInTitle(page)).toBeVisible();
  await fillSignInForm(page, credentials);
  await expect(page.getByRole('heading', { level: 1, name: /^Hello, / })).toBeVisible();
};

/** Signs a visitor out on a page of the app. */
export const signOut = async (page: Page) => {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
};

/** Registers on Logto's pages, after the app's "Create account" button. */
export const fillRegistrationForm = async (page: Page, { username, password }: Credentials) => {
  await page.locator('input[name=identifier]').fill(username);
  await page.getByRole('button', { name: 'Create account', exact: true }).click();
  await page.locator('input[name=newPassword]').fill(password);
  await page.locator('input[name=confirmPassword]').fill(password);
  await page.getByRole('button', { name: 'Save password', exact: true }).click();
};

/** Creates an account from the app's home page and waits for the greeting. */
export const register = async (page: Page, credentials: Credentials) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Create account' }).click();
  await fillRegistrationForm(page, credentials);
  await expect(page.getByRole('heading', { level: 1, name: /^Hello, / })).toBeVisible();
};

/** A username that no other test has taken, nor an earlier run against the same Logto. */
export const newUsername = () =>
  `visitor_${Date.now().toString(36)}_${Math.random().toString(36).slice(2, 8)}`;
