import { type AppName, resources, users } from '@repo/config';
import { openBrowser, type Page } from '@repo/scriptless-browser';
import type { Servers } from '../servers.ts';
import { submitSignInForm } from '../support/submit-sign-in-form.ts';
import { fetchTokens } from '../support/tokens.ts';
import type { Secrets } from './request.ts';

const signIn = async ({ app }: Pick<Servers, 'app'>) => {
  const browser = openBrowser(app);
  const home = await browser.open('/');
  const form = await browser.press(home, 'Sign in');
  const { body, url, status } = await submitSignInForm(browser, form, users.alice);
  if (!body.includes('Hello, Alice')) throw new Error(`Nobody can sign in any more: ${url} (${status})`);
  return { home: home.body, cookies: await browser.jar.getCookieString(app) };
};

const fetchAccessToken = async (app: AppName, servers: Pick<Servers, 'logto'>) => {
  const tokens = await fetchTokens(app, servers, async (address, redirectUri) => {
    const browser = openBrowser(servers.logto, 'manual');
    const follow = async (page: Page): Promise<Page> =>
      !page.location || page.location.startsWith(redirectUri)
        ? page
        : follow(await browser.open(new URL(page.location, page.url).href));
    const form = await follow(await browser.open(address));
    const { username: identifier, password } = users.alice;
    const next = await follow(await browser.press(form, 'Sign in', { identifier }));
    const { location = '' } = await follow(await browser.press(next, 'Continue', { password }));
    return location;
  });
  return tokens.accessToken({ resource: resources.shopping });
};

/** Signs alice in, and collects what only a running server knows. */
export const signInForSecrets = async (
  app: AppName,
  servers: Pick<Servers, 'app' | 'logto'>,
): Promise<Secrets> => {
  const { home, cookies } = await signIn(servers);
  return {
    SESSION: cookies,
    TOKEN: await fetchAccessToken(app, servers),
    ACTION: /\$ACTION_ID_([\da-f]+)/.exec(home)?.[1] ?? 'x',
    BUILD: /\\?"(?:buildId|b)\\?":\\?"([\w-]+)/.exec(home)?.[1] ?? 'x',
  };
};
