import { users } from '@repo/config';
import { createClient } from 'redis';
import { applicationOf } from '../../apps.ts';
import { call } from '../../support/calls.ts';
import { protectedPaths } from '../../support/paths.ts';
import { test as base, expect } from '../../support/test.ts';
import { fillSignInForm, registrationTitle, signInTitle } from '../../support/visitor.ts';

/** Controls the Redis that stores the sessions. */
type Redis = {
  /** Delays writes, or all commands, for this many milliseconds. */
  pause: (milliseconds: number, what: 'WRITE' | 'ALL') => Promise<unknown>;
  /** Ends a pause of writes. */
  resume: () => Promise<unknown>;
  /** Resolves when Redis answers again. */
  answers: () => Promise<unknown>;
  /** Not the index, nor the marks of what has ended, which hold no value. */
  countSessions: () => Promise<number>;
  forgetEverything: () => Promise<unknown>;
};

const test = base.extend<{ redis: Redis }>({
  redis: async ({ servers }, use) => {
    const client = createClient({ url: servers.redis });
    await client.connect();
    await use({
      pause: (milliseconds, what) => client.sendCommand(['CLIENT', 'PAUSE', String(milliseconds), what]),
      resume: () => client.sendCommand(['CLIENT', 'UNPAUSE']),
      answers: () => client.ping(),
      countSessions: async () => {
        const keys = await client.keys('*');
        const types = await Promise.all(keys.map((key) => client.type(key)));
        const texts = keys.filter((_, index) => types[index] === 'string');
        const values = await Promise.all(texts.map((key) => client.get(key)));
        return values.filter(Boolean).length;
      },
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

test('a visitor who starts to sign in again while Redis hangs is told so', async ({
  page,
  signedInAs,
  redis,
}) => {
  await page.goto('/');
  // As if in another tab.
  await signedInAs(users.alice);
  // Longer than any visitor may have to wait: the page must answer before it ends.
  await redis.pause(8000, 'ALL');

  await page.getByRole('button', { name: 'Sign in', exact: true }).click();

  await expect(page.getByRole('heading', { level: 1, name: 'Your session cannot be read' })).toBeVisible();
});

test('a visitor who signs in while Redis hangs is told so', async ({ page, redis }) => {
  await page.goto('/claims');
  await expect(signInTitle(page)).toBeVisible();
  // Longer than any visitor may have to wait: the page must answer before it ends.
  await redis.pause(8000, 'ALL');

  await fillSignInForm(page, users.alice);

  await expect(page.getByRole('heading', { level: 1, name: 'Your session cannot be read' })).toBeVisible();
  await redis.answers();
  // Logto knows the visitor by now.
  await page.goto('/claims');
  await expect(page.getByText('alice@example.com')).toBeVisible();
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

test('a visitor stays signed in if Logto rotates the refresh token while Redis cannot store it', async ({
  page,
  signedInAs,
  redis,
  localLogto,
  store,
}) => {
  test.skip(store === 'replicas', 'the other instance does not know the new refresh token');
  await signedInAs(users.alice);
  await page.goto('/resources');
  await localLogto.setFaults({ rotateAlways: true });
  await redis.pause(8000, 'WRITE');
  await page.getByRole('button', { name: 'Read from Shopping API' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Your session cannot be read' })).toBeVisible();
  await redis.resume();

  // Logto no longer accepts the old refresh token, and would end the session.
  await localLogto.setFaults({ rotateAlways: true, clockSkew: 60 });
  await page.goto('/resources');
  const answer = await call(page, 'Store API', 'Read from Store API');

  await expect(answer).toContainText('200 OK');
});

test('visitors who start to sign in leave nothing in Redis', async ({ page, redis }) => {
  await redis.forgetEverything();
  await page.goto('/claims');
  await expect(signInTitle(page)).toBeVisible();
  await page.goto('/');
  await page.getByRole('button', { name: 'Create account', exact: true }).click();
  await expect(registrationTitle(page)).toBeVisible();

  expect(await redis.countSessions()).toBe(0);
});

test('the app ends sessions in Redis when Logto posts a logout token', async ({ request, app }) => {
  const uri = applicationOf(app).backchannelLogoutUri ?? '';

  // Not 501, as with sessions in cookies.
  expect((await request.post(uri, { form: { logout_token: 'not a token' } })).status()).toBe(400);
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
