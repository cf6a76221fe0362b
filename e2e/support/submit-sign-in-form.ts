import { type Browser, hasButton, type Page } from '@repo/scriptless-browser';
import type { Credentials } from './visitor.ts';

/** Fills in and submits Logto's sign-in page in a browser without JavaScript. A Logto that sends codes has two pages. */
export const submitSignInForm = async (
  browser: Browser,
  form: Page,
  { username, password }: Credentials,
): Promise<Page> => {
  const answer = await browser.press(form, 'Sign in', { identifier: username, password });
  return hasButton(answer, 'Continue') ? browser.press(answer, 'Continue', { password }) : answer;
};
