import { type Browser, hasButton, openBrowser, type Page } from '@repo/scriptless-browser';
import { submitSignInForm } from '../support/submit-sign-in-form.ts';
import { type Account, claimOf, shownIn, type User } from './user.ts';

const paths = ['/', '/claims', '/userinfo', '/organizations', '/account', '/session', '/resources'];
const apiCall = 'Read from Shopping API';

/** Throws, naming the page, unless a condition holds. */
const expect = (condition: boolean, { url, status }: Page, failure: string): void => {
  if (!condition) throw new Error(`${url} (${status}) ${failure}`);
};

const expectOwnPage = (page: Page, path: string, user: User, others: User[]): void => {
  expect(page.status === 200, page, 'failed');
  expect(new URL(page.url).pathname === path, page, `was shown instead of ${path}`);
  const strangers = shownIn(page, others).map(({ username }) => username);
  expect(strangers.length === 0, page, `shows ${strangers.join(', ')}`);
  if (path === '/') expect(page.body.includes(`<h1>Hello, ${user.name}</h1>`), page, 'greets somebody else');
  if (path === '/claims' || path === '/userinfo') {
    expect(claimOf(page, 'username') === user.username, page, `says username ${claimOf(page, 'username')}`);
    expect(claimOf(page, 'sub') === user.sub, page, `says sub ${claimOf(page, 'sub')}`);
  }
};

const expectSignedOut = (page: Page, users: User[]): void => {
  expect(page.status === 200 && hasButton(page, 'Sign in'), page, 'offers no sign-in');
  expect(shownIn(page, users).length === 0, page, 'shows a user to a signed-out visitor');
};

const signIn = async (browser: Browser, account: Account): Promise<Page> =>
  submitSignInForm(browser, await browser.press(await browser.open('/'), 'Sign in'), account);

const register = async (browser: Browser, { username, password }: Account): Promise<Page> => {
  const form = await browser.press(await browser.open('/'), 'Create account');
  const next = await browser.press(form, 'Create account', { identifier: username });
  return browser.press(next, 'Save password', { newPassword: password, confirmPassword: password });
};

const signOut = async (browser: Browser): Promise<Page> => {
  // Logto's page, which submits itself if scripts run.
  const atLogto = await browser.press(await browser.open('/'), 'Sign out');
  return browser.press(atLogto, 'Sign out');
};

/** The first visit of a user, who registers if new. Returns the user with the `sub` that Logto assigned. */
export const firstVisit = async (app: string, account: Account, isNew: boolean): Promise<User> => {
  const browser = openBrowser(app);
  const home = await (isNew ? register : signIn)(browser, account);
  const sub = claimOf(await browser.open('/claims'), 'sub');
  if (!sub) throw new Error(`${home.url} (${home.status}) signed ${account.username} in with no sub`);
  const user = { ...account, sub };
  for (const path of paths) expectOwnPage(await browser.open(path), path, user, []);
  expectSignedOut(await signOut(browser), [user]);
  return user;
};

/** One visitor, who signs in, views this many pages starting with page number `firstPage`, and signs out. */
export type Visit = { app: string; user: User; users: User[]; views: number; firstPage: number };

/**
 * Visits an app as one of its users, in a new browser. Calls the API if the app can do so without JavaScript.
 *
 * @throws {Error} At the first page that fails or shows another user's data.
 */
export const visit = async ({ app, user, users, views, firstPage }: Visit): Promise<void> => {
  const browser = openBrowser(app);
  const others = users.filter((other) => other !== user);
  expectSignedOut(await browser.open('/'), users);
  expectOwnPage(await signIn(browser, user), '/', user, others);
  for (let index = firstPage; index < firstPage + views; index += 1) {
    const path = paths[index % paths.length] ?? '/';
    const page = await browser.open(path);
    expectOwnPage(page, path, user, others);
    if (path !== '/resources' || !hasButton(page, apiCall)) continue;

    const answer = await browser.press(page, apiCall);
    expectOwnPage(answer, path, user, others);
    const outcome = user.mayRead ? '200 OK' : '403 Forbidden';
    expect(answer.body.includes(outcome), answer, `shows no ${outcome} of the API`);
  }
  expectSignedOut(await signOut(browser), users);
};
