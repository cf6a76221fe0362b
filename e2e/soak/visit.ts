import { type Browser, hasButton, openBrowser, type View } from './scriptless-browser.ts';
import { type Account, claimOf, shownIn, type User } from './user.ts';

const paths = ['/', '/claims', '/userinfo', '/organizations', '/session', '/resources'];
const apiCall = 'Read from Shopping API';

/** Thrown when a visitor sees what nobody should see, or misses what is theirs. */
const expect = (isSo: boolean, { url, status }: View, otherwise: string): void => {
  if (!isSo) throw new Error(`${url} (${status}) ${otherwise}`);
};

const expectOwnPage = (view: View, path: string, user: User, others: User[]): void => {
  expect(view.status === 200, view, 'failed');
  expect(new URL(view.url).pathname === path, view, `came instead of ${path}`);
  const strangers = shownIn(view, others).map(({ username }) => username);
  expect(strangers.length === 0, view, `shows ${strangers.join(', ')}`);
  if (path === '/') expect(view.html.includes(`<h1>Hello, ${user.name}</h1>`), view, 'greets somebody else');
  if (path === '/claims' || path === '/userinfo') {
    expect(claimOf(view, 'username') === user.username, view, `says username ${claimOf(view, 'username')}`);
    expect(claimOf(view, 'sub') === user.sub, view, `says sub ${claimOf(view, 'sub')}`);
  }
};

const expectSignedOut = (view: View, users: User[]): void => {
  expect(view.status === 200 && hasButton(view, 'Sign in'), view, 'offers no sign-in');
  expect(shownIn(view, users).length === 0, view, 'shows a user to a visitor who is signed out');
};

const signIn = async (browser: Browser, app: string, { username, password }: Account): Promise<View> => {
  const form = await browser.press(await browser.open(app), 'Sign in');
  return browser.press(form, 'Sign in', { identifier: username, password });
};

const register = async (browser: Browser, app: string, { username, password }: Account): Promise<View> => {
  const form = await browser.press(await browser.open(app), 'Create account');
  const next = await browser.press(form, 'Create account', { identifier: username });
  return browser.press(next, 'Save password', { newPassword: password, confirmPassword: password });
};

const signOut = async (browser: Browser, app: string): Promise<View> => {
  const atLogto = await browser.press(await browser.open(app), 'Sign out');
  // The page of Logto whose form submits itself.
  return browser.press(atLogto, 'Sign out');
};

/** The first visit of a user, who registers unless the tenant has them: learns who they are. */
export const firstVisit = async (app: string, account: Account, isNew: boolean): Promise<User> => {
  const browser = await openBrowser();
  const home = await (isNew ? register : signIn)(browser, app, account);
  const sub = claimOf(await browser.open(`${app}/claims`), 'sub');
  if (!sub) throw new Error(`${home.url} (${home.status}) signed ${account.username} in with no sub`);
  const user = { ...account, sub };
  for (const path of paths) expectOwnPage(await browser.open(`${app}${path}`), path, user, []);
  expectSignedOut(await signOut(browser, app), [user]);
  await browser.close();
  return user;
};

/** What one visitor does: signs in, sees as many pages, beginning with one of them, and signs out. */
export type Visit = { app: string; user: User; users: User[]; views: number; begin: number };

/**
 * Visits an app as one of its users, in a browser of one's own. Calls the API where that needs no JavaScript.
 *
 * @throws {Error} At the first page that is not this user's, or fails.
 */
export const visit = async ({ app, user, users, views, begin }: Visit): Promise<void> => {
  const browser = await openBrowser();
  const others = users.filter((other) => other !== user);
  try {
    expectSignedOut(await browser.open(app), users);
    expectOwnPage(await signIn(browser, app, user), '/', user, others);
    for (let index = begin; index < begin + views; index += 1) {
      const path = paths[index % paths.length] ?? '/';
      const view = await browser.open(`${app}${path}`);
      expectOwnPage(view, path, user, others);
      if (path !== '/resources' || !hasButton(view, apiCall)) continue;

      const answer = await browser.press(view, apiCall);
      expectOwnPage(answer, path, user, others);
      const outcome = user.mayRead ? '200 OK' : '403 Forbidden';
      expect(answer.html.includes(outcome), answer, `shows no ${outcome} of the API`);
    }
    expectSignedOut(await signOut(browser, app), users);
  } finally {
    await browser.close();
  }
};
