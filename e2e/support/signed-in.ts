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

/** Creates an account through the same forms, which also sign the visitor in. */
const openRegistered = async (app: string, { username, password }: Credentials): Promise<Browser> => {
  const browser = openBrowser(app);
  const registration = await browser.press(await browser.open('/'), 'Create account');
  const form = await browser.press(registration, 'Create account', { identifier: username });
  const passwords = { newPassword: password, confirmPassword: password };
  const { url, status, body } = await browser.press(form, 'Save password', passwords);
  if (!body.includes('Hello, ')) throw new Error(`${username} is not registered: ${url} (${status})`);
  return browser;
};

const cookiesOf = async (browser: Browser): Promise<Cookies> => {
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

/**
 * Signs in as `openSignedIn` does.
 *
 * @returns The cookies of the app and of Logto.
 */
export const signInWithoutPage = async (app: string, credentials: Credentials) =>
  cookiesOf(await openSignedIn(app, credentials));

/** Creates an account as `openRegistered` does. Returns the cookies of the app and of Logto. */
export const registerWithoutPage = async (app: string, credentials: Credentials) =>
  cookiesOf(await openRegistered(app, credentials));
