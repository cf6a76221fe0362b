import type { Page, Route } from '@playwright/test';
import { users } from '@repo/config';
import { call } from './calls.ts';
import { expect, test } from './test.ts';
import { signInTitle } from './visitor.ts';

/** Holds back the posts of a page. Returns a function that lets them pass, and says how many there were. */
const holdPosts = async (page: Page) => {
  const held: Route[] = [];
  let isReleased = false;
  await page.route('**', async (route) => {
    if (route.request().method() === 'POST' && !isReleased) held.push(route);
    else await route.continue();
  });
  return async () => {
    isReleased = true;
    await Promise.all(held.map((route) => route.continue()));
    return held.length;
  };
};

/** For an app whose pages run scripts. */
export const testPendingCalls = () => {
  test('a call under way looks pending, keeps the focus and the last answer, and is not repeated', async ({
    page,
    signedInAs,
  }) => {
    await signedInAs(users.alice);
    await page.goto('/resources');
    await call(page, 'Shopping API', 'Write to Shopping API');
    const panel = page.getByRole('region', { name: 'Shopping API' });
    const release = await holdPosts(page);

    await panel.getByRole('button', { name: 'Read from Shopping API' }).click();

    await expect(panel).toHaveAttribute('aria-busy', 'true');
    await expect(panel.getByRole('button', { name: 'Calling…' })).toBeFocused();
    await expect(panel.getByRole('status')).toContainText('403 Forbidden');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    expect(await release()).toBe(1);
    await expect(panel.getByRole('status')).toContainText('200 OK');
    await expect(panel).not.toHaveAttribute('aria-busy');
    await expect(panel.getByRole('button', { name: 'Write to Shopping API' })).toBeFocused();
  });
};

/** For an app that starts sign-in by a script: Playwright cannot look at a page that a form is leaving. */
export const testPendingSignIn = () => {
  test('a button that starts sign-in looks pending until Logto answers, and is not pressed twice', async ({
    page,
  }) => {
    await page.goto('/');
    const release = await holdPosts(page);

    await page.getByRole('button', { name: 'Sign in', exact: true }).click({ noWaitAfter: true });

    const button = page.getByRole('button', { name: 'Please wait…' });
    await expect(button).toBeFocused();
    await page.keyboard.press('Enter');
    expect(await release()).toBe(1);
    await expect(signInTitle(page)).toBeVisible();
  });
};
