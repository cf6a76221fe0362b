import {
  test as base,
  type Page,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestType,
} from '@playwright/test';
import { type ControlClient, createControlClient } from './control/control-client.ts';

export { expect } from '@playwright/test';
export type { ControlClient };

/** What `use` in playwright.config.ts may set. */
export type LogtoOptions = {
  /** Where local Logto listens: http://localhost:3001 by default. */
  logto: string;
  /** The passwords of the users that tests sign in as, by username. */
  users: Record<string, string>;
  /** Where a sign-in starts: the button "Sign in" of the home page by default. */
  signIn: { path: string; button: string };
};

export type LogtoFixtures = {
  /** Signs a user in through the app, in a page that is closed again. `page` then has the cookies. */
  signedInAs: (username: string) => Promise<void>;
  /** Orders faults, and reads the log of requests, which begins with the test. Faults end with the test. */
  localLogto: ControlClient;
};

/** Fills in the sign-in page of local Logto. If it sends verification codes, the password has a page of its own. */
export const fillSignInForm = async (page: Page, username: string, password: string): Promise<void> => {
  const field = page.locator('input[name=password]');
  await page.locator('input[name=identifier]').fill(username);
  if (await field.isHidden()) {
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await field.fill(password);
    await page.getByRole('button', { name: 'Continue', exact: true }).click();
    return;
  }
  await field.fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
};

/** Playwright's `test`, for an app that signs in with local Logto. */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & LogtoOptions & LogtoFixtures,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
> = base.extend<LogtoOptions & LogtoFixtures>({
  logto: ['http://localhost:3001', { option: true }],
  users: [{}, { option: true }],
  signIn: [{ path: '/', button: 'Sign in' }, { option: true }],

  localLogto: async ({ logto }, use) => {
    const localLogto = createControlClient(logto);
    await localLogto.clearRequests();
    await use(localLogto);
    await localLogto.behave();
  },

  signedInAs: async ({ context, logto, users, signIn }, use) => {
    await use(async (username) => {
      const password = users[username];
      if (password === undefined)
        throw new Error(`Add the password of ${username} to \`use.users\` in playwright.config.ts.`);
      const page = await context.newPage();
      await page.goto(signIn.path);
      await page.getByRole('button', { name: signIn.button, exact: true }).click();
      await page.waitForURL(`${logto}/**`);
      await fillSignInForm(page, username, password);
      await page.waitForURL((url) => url.origin !== new URL(logto).origin);
      await page.close();
    });
  },
});
