import { randomInt } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import type { Servers } from '../servers.ts';
import { readCode } from './inbox.ts';

/** A phone number that no other test has: country code and number, digits only. */
export const newPhone = (): string => `12025${randomInt(200_000, 999_999)}`;

/** A code that is not the right one. */
export const otherThan = (code: string): string => (code === '000000' ? '000001' : '000000');

/** Types a verification code into Logto's six boxes. The page goes on after the last digit. */
export const enterCode = async (page: Page, code: string) => {
  await page.locator('input[name=passcode_0]').focus();
  await page.keyboard.type(code);
};

/**
 * Submits the form on Logto's page that asks for a phone number.
 *
 * @returns The code that was sent to the number.
 */
export const submitPhone = async (page: Page, button: string, phone: string, servers: Servers) => {
  await page.locator('input[name=identifier]').fill(`+${phone}`);
  await page.getByRole('button', { name: button, exact: true }).click();
  await expect(page.getByText('Verify your phone number')).toBeVisible();
  return readCode(servers, phone);
};

/**
 * Starts to sign in by phone on the app's home page.
 *
 * @returns The code that was sent to the number.
 */
export const startPhoneSignIn = async (page: Page, phone: string, servers: Servers): Promise<string> => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in by phone' }).click();
  return submitPhone(page, 'Sign in', phone, servers);
};
