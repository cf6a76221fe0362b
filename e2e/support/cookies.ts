import type { BrowserContext } from '@playwright/test';

// Cookies ignore ports. Those that start with an underscore are Logto's own, except for two prefixes that browsers know.
const isOwn = /^(?!_)|^__(Host|Secure)-/;

/** The cookies of the app under test. */
export const appCookies = async (context: BrowserContext) =>
  (await context.cookies()).filter(({ name }) => isOwn.test(name));

/** Removes the cookies of the app under test, so that it no longer knows the visitor. Logto does. */
export const clearAppCookies = (context: BrowserContext) => context.clearCookies({ name: isOwn });
