import { expect, type Locator, type Page } from '@playwright/test';
import { call } from './calls.ts';
import { type Profile, signInAtProvider } from './social.ts';
import type { Credentials } from './visitor.ts';

/** A panel of the account page. */
export const panelOf = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });

/** Fills in a field of a panel, presses a button, and waits for the answer. */
export const submit = async (
  page: Page,
  panel: string,
  { label, value, button }: { label: string; value: string; button: string },
): Promise<Locator> => {
  await panelOf(page, panel).getByLabel(label, { exact: true }).fill(value);
  return call(page, panel, button);
};

const confirmation = 'Confirm that it is you';

/** Types the password, and waits until the page says that it is confirmed. */
export const confirm = async (page: Page, { password }: Pick<Credentials, 'password'>) => {
  await submit(page, confirmation, { label: 'Password', value: password, button: 'Confirm' });
  await expect(panelOf(page, confirmation).getByText(/^until \d\d:\d\d UTC$/)).toBeVisible();
};

/** Links an account at Wonderland on the account page. */
export const linkWonderland = async (page: Page, profile: Profile) => {
  await page.getByRole('button', { name: 'Link Wonderland' }).click();
  await signInAtProvider(page, profile);
  await expect(page).toHaveURL(/\/account(\?|$)/);
};

/** Removes the session of the browser at Logto, but not at the app. */
export const forgetLogto = (page: Page) => page.context().clearCookies({ name: /^_(?!_(Host|Secure)-)/ });
