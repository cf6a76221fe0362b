import type { Page } from '@playwright/test';
import { otherLogto } from '../logto.ts';

/** What the provider of the social connectors says about a visitor. */
export type Profile = { login: string; name: string; email: string };

/** A visitor whom the provider does not know yet, nor does Logto. */
export const newProfile = (login: string): Profile => ({
  login,
  name: `Name of ${login}`,
  email: `${login}@example.com`,
});

/** Whether Logto has a connector for Wonderland, the provider that is part of local Logto. */
export const hasWonderland = async (): Promise<boolean> => {
  if (!otherLogto) return true;
  const response = await fetch(`${otherLogto}/api/.well-known/sign-in-exp`);
  const { socialConnectors }: { socialConnectors: { name: { en?: string } }[] } = await response.json();
  return socialConnectors.some(({ name }) => name.en === 'Wonderland');
};

/** Signs in at the provider, which asks what to tell Logto. */
export const signInAtProvider = async (page: Page, { login, name, email }: Profile) => {
  await page.getByLabel('Account', { exact: true }).fill(login);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
};

/** Chooses a username, for which Logto asks at the first sign-in. */
export const chooseUsername = async (page: Page, username: string) => {
  await page.locator('input[name=identifier]').fill(username);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
};
