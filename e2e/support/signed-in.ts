import type { BrowserContext } from '@playwright/test';
import { type Browser, openBrowser } from '@repo/scriptless-browser';
import { submitSignInForm } from './submit-sign-in-form.ts';
import type { Credentials } from './visitor.ts';

type Cookies = Parameters<BrowserContext['addCookies']>[0];

/** Signs in through the forms of the app and of local Logto, in a browser that renders no page. */
export const openSignedIn = async (app: string, credentials: Credentials): Promise<Browser> => {
  const browser = openBrowser(app);
  const form = await browser.press(await browser.open('/'), 'Sign in');
  const { url, status, body } = await submitSignInForm(browser, form, credentials);
  if (!body.includes('Hello, '))
    throw new Error(`${credentials.username} is not signed in: ${url} (${status})`);
  return browser;
};

/**
 * Signs in as `openSignedIn` does.
 *
 * @returns The cookies of the app and of Logto.
 */
export const signInWithoutPage = async (app: string, credentials: Credentials): Promise<Cookies> => {
  const browser = await openSignedIn(app, credentials);
  const cookies = await browser.jar.store.getAllCookies();
  return cookies.map(({ key, value, domain, path, httpOnly, secure }) => ({
    name: key,
    value,
    domain: domain ?? '',
    path: path ?? '/',
    httpOnly,
    secure,
    sameSite: 'Lax',
  }));
};
