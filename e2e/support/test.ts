import { test as base, type Page } from '@playwright/test';
import { type ControlClient, createControlClient } from '@repo/local-logto/control';
import { findOtherApplication, type OtherApplication, otherLogto } from '../logto.ts';
import type { Servers } from '../servers.ts';
import type { Store } from '../stores.ts';
import { registerWithoutPage, signInWithoutPage } from './signed-in.ts';
import { type Credentials, newUsername, register, signIn } from './visitor.ts';

/** The app under test, and the addresses of its servers. playwright.config.ts sets them. */
export type Options = { app: string; servers: Servers; store: Store };

type Fixtures = {
  localLogto: ControlClient;
  /** Another application of the same Logto, which a visitor can sign in to although its app does not run. */
  otherApplication: OtherApplication;
  /** Signs the visitor in, for tests of what comes after sign-in, in a page that is closed again. */
  signedInAs: (user: Credentials) => Promise<void>;
  /** Creates an account, signs the visitor in, and opens the account page. */
  openNewAccount: (page: Page) => Promise<Credentials>;
};

/** Playwright's test, with the servers of the app under test and a control client for its local Logto. */
export const test = base.extend<Fixtures, Options>({
  app: ['', { option: true, scope: 'worker' }],
  servers: [
    { app: '', logto: '', resourceServer: '', redis: '', replicas: ['', ''] },
    { option: true, scope: 'worker' },
  ],
  store: ['cookie', { option: true, scope: 'worker' }],

  // Counts page loads for the reporter, which compares the suite with as many loads of a static page.
  context: async ({ context }, use, testInfo) => {
    let loads = 0;
    context.on('page', (page) => page.on('load', () => (loads += 1)));
    await use(context);
    testInfo.annotations.push({ type: 'page loads', description: String(loads) });
  },

  localLogto: async ({ servers }, use, testInfo) => {
    testInfo.skip(Boolean(otherLogto), 'only local Logto lists its requests and fails on demand');
    const localLogto = createControlClient(servers.logto);
    await localLogto.clearRequests();
    await use(localLogto);
    await localLogto.behave();
  },

  otherApplication: async ({ app }, use, testInfo) => {
    const other = findOtherApplication(app);
    if (!other) return testInfo.skip(true, 'no other application of this Logto is known here');
    await use(other);
  },

  signedInAs: async ({ context, servers }, use) => {
    await use(async (user) => {
      if (!otherLogto) return context.addCookies(await signInWithoutPage(servers.app, user));
      // The pages of a real Logto need a browser.
      const page = await context.newPage();
      await signIn(page, user);
      await page.close();
    });
  },

  openNewAccount: async ({ servers }, use) => {
    await use(async (page) => {
      const user = { username: newUsername(), password: 'correct-horse-battery' };
      if (otherLogto) await register(page, user);
      else await page.context().addCookies(await registerWithoutPage(servers.app, user));
      await page.goto('/account');
      return user;
    });
  },
});

export { expect, type Page } from '@playwright/test';
