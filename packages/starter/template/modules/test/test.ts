import { test as base, expect, type Page } from '@playwright/test';
import { type ControlClient, createControlClient } from '@repo/local-logto/control';

// #region local-logto
/** Where `npm test` starts local Logto. */
export const logto = 'http://localhost:4301';

// #endregion
const { TEST_USERNAME: username = 'alice', TEST_PASSWORD: password = 'alice-demo' } = process.env;

/** The users that tests sign in as. */
const users = { alice: { username, password } };

type UserName = keyof typeof users;

/** Fills in Logto's sign-in page. A Logto that sends verification codes has two. */
export const fillSignInForm = async (page: Page, name: UserName) => {
  const submit = page.getByRole('button', { name: 'Sign in', exact: true });
  const password = page.locator('input[name=password]');
  await page.locator('input[name=identifier]').fill(users[name].username);
  if (await password.isVisible()) {
    await password.fill(users[name].password);
    await submit.click();
    return;
  }
  await submit.click();
  await password.fill(users[name].password);
  await page.getByRole('button', { name: 'Continue', exact: true }).click();
};

/** Signs in from the home page, and waits for the greeting. */
export const signIn = async (page: Page, name: UserName) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await fillSignInForm(page, name);
  await expect(page.getByRole('heading', { name: /^Hello/ })).toBeVisible();
};

const cookiesOf = new Map<UserName, Awaited<ReturnType<ReturnType<Page['context']>['cookies']>>>();

type Fixtures = {
  /** Signs in once per user, and reuses the cookies in later tests. */
  signedInAs: (name: UserName) => Promise<void>;
  // #region local-logto
  logto: string;
  /** Orders faults, and reads the log of requests, which begins with the test. Faults end with the test. */
  localLogto: ControlClient;
  // #endregion
};

/** Playwright's `test`, with fixtures for sign-in. */
export const test = base.extend<Fixtures>({
  // #region local-logto
  logto,

  localLogto: async ({ logto }, use) => {
    const localLogto = createControlClient(logto);
    await localLogto.clearRequests();
    await use(localLogto);
    await localLogto.behave();
  },

  // #endregion
  signedInAs: async ({ page, context }, use) => {
    await use(async (name) => {
      const cookies = cookiesOf.get(name);
      if (cookies) return context.addCookies(cookies);

      await signIn(page, name);
      cookiesOf.set(name, await context.cookies());
    });
  },
});
