import { users } from '@repo/config';
import { createClient } from 'redis';
import { protectedPaths } from '../../support/paths.ts';
import { test as base, expect } from '../../support/test.ts';
import { fillSignInForm, signIn, signInTitle } from '../../support/visitor.ts';

/** Controls the Redis that stores the sessions. */
type Redis = {
  /** Delays writes, or all commands, for this many milliseconds. */
  pause: (milliseconds: number, what: 'WRITE' | 'ALL') => Promise<unknown>;
  /** Resolves when Redis answers again. */
  answers: () => Promise<unknown>;
  countSessions: () => Promise<number>;
  forgetEverything: () => Promise<unknown>;
};

const test = base.extend<{ redis: Redis }>({
  redis: async ({ servers }, use) => {
    const client = createClient({ url: servers.redis });
    await client.connect();
    await use({
      pause: (milliseconds, what) => client.sendCommand(['CLIENT', 'PAUSE', String(milliseconds), what]),
      answers: () => client.ping(),
      countSessions: () => client.dbSize(),
      forgetEverything: () => client.flushAll(),
    });
    client.destroy();
  },
});

test('a visitor returns to the page signed in, however slowly Redis writes', async ({ page, redis }) => {
  await redis.pause(500, 'WRITE');
  await page.goto('/claims');
  await expect(signInTitle(page)).toBeVisible();
  await redis.pause(500, 'WRITE');
  await fillSignInForm(page, users.alice);

  await expect(page.getByRole('heading', { level: 1, name: 'Claims' })).toBeVisible();
  await expect(page).toHaveURL('/claims');
});

test('a visitor whose access token was revoked gets a new one, however slowly Redis writes', async ({
  page,
  signedInAs,
  redis,
  localLogto,
}) => {
  await signedInAs(users.alice);
  await localLogto.expireAccessTokens();
  await redis.pause(500, 'WRITE');

  const response = await page.goto('/userinfo');

  expect(response?.status()).toBe(200);
  await expect(page.getByText('alice@example.com')).toBeVisible();
});

test('a visitor is told within seconds that Redis hangs, and is still signed in afterwards', async ({
  page,
  signedInAs,
  redis,
}) => {
  await signedInAs(users.alice);
  // Longer than any visitor may have to wait: the pages must answer before it ends.
  await redis.pause(8000, 'ALL');

  const views = ['/', ...protectedPaths].map((path) => page.request.get(path));
  const response = await page.goto('/claims');

  for (const view of await Promise.all(views)) expect(view.status(), view.url()).toBe(503);
  expect(response?.status()).toBe(503);
  await expect(page.getByRole('heading', { level: 1, name: 'Your session cannot be read' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeHidden();
  await redis.answers();
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1, name: 'Hello, Alice Liddell' })).toBeVisible();
});

test('a visitor who starts to sign in while Redis hangs is told so', async ({ page, redis }) => {
  await page.goto('/');
  // Longer than any visitor may have to wait: the page must answer before it ends.
  await redis.pause(8000, 'ALL');

  await page.getByRole('button', { name: 'Sign in', exact: true }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Your session cannot be read' })).toBeVisible();
  await redis.answers();
  await signIn(page, users.alice);
});

test('a visitor is served while another browser sends a hundred requests at once', async ({
  page,
  signedInAs,
  redis,
  browser,
  servers,
}) => {
  await signedInAs(users.alice);
  const other = await browser.newPage({ baseURL: servers.app });
  await other.goto('/claims');
  await expect(signInTitle(other)).toBeVisible();

  // Each of them starts another sign-in and writes to the same session.
  const flood = Array.from({ length: 100 }, () => other.request.get('/claims', { maxRedirects: 0 }));
  const views = Array.from({ length: 10 }, () => page.request.get('/claims'));

  for (const view of await Promise.all(views)) expect(view.status()).toBe(200);
  for (const view of await Promise.all(flood)) expect(view.status()).toBeLessThan(400);
  await redis.answers();
  await other.close();
});

test('a visitor whose session Redis has lost is signed out, and nothing breaks', async ({
  page,
  signedInAs,
  redis,
}) => {
  await signedInAs(users.alice);
  await redis.forgetEverything();

  const response = await page.goto('/');

  expect(response?.status()).toBe(200);
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
});

test('a visitor who signs out leaves nothing behind in Redis', async ({ page, signedInAs, redis }) => {
  await redis.forgetEverything();
  await signedInAs(users.alice);
  await page.goto('/');
  expect(await redis.countSessions()).toBe(1);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();

  expect(await redis.countSessions()).toBe(0);
});
