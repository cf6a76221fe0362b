import { users } from '@repo/config';
import { applicationOf } from '../apps.ts';
import { call } from '../support/calls.ts';
import { appCookies } from '../support/cookies.ts';
import { protectedPaths } from '../support/paths.ts';
import { expect, type Page, test } from '../support/test.ts';
import { fillFirstSignInPage, fillSignInForm, signIn, signInTitle } from '../support/visitor.ts';

const expectFailure = async (page: Page, heading: string) => {
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible({ timeout: 10_000 });
  await expect(
    page.getByRole('main').getByRole('link').or(page.getByRole('main').getByRole('button')),
  ).toBeVisible();
};

const outage = 'The service cannot be reached';

// Sign-in starts before the outage: during it, the browser would fail at Logto, whose addresses the SDK has cached.
for (const [fault, order] of [
  ['down', { down: true }],
  ['answers 500', { serverError: true }],
  ['hangs', { hang: true }],
] as const) {
  test.describe(`while Logto ${fault}`, () => {
    test('a visitor who returns from sign-in is told so, and the next attempt succeeds', async ({
      page,
      localLogto,
    }) => {
      await page.goto('/claims');
      await expect(signInTitle(page)).toBeVisible();
      await localLogto.setFaults({ ...order, only: '/oidc/token' });
      await fillSignInForm(page, users.alice);
      await expectFailure(page, outage);

      await localLogto.behave();
      await page.goto('/claims');
      await expect(page.getByText('alice@example.com')).toBeVisible();
    });

    test('a visitor stays signed in: claims are shown, tokens and userinfo fail with status 503', async ({
      page,
      signedInAs,
      localLogto,
    }) => {
      await signedInAs(users.alice);
      await localLogto.setFaults({ ...order, only: '/oidc' });

      await page.goto('/claims');
      await expect(page.getByText('alice@example.com')).toBeVisible();
      const response = await page.goto('/userinfo');
      expect(response?.status()).toBe(503);
      await expectFailure(page, outage);
      await page.goto('/resources');
      await page.getByRole('button', { name: 'Read from Shopping API' }).click();
      await expectFailure(page, outage);

      await localLogto.behave();
      await page.goto('/resources');
      await expect(await call(page, 'Shopping API', 'Read from Shopping API')).toContainText('200 OK');
    });
  });
}

test('a visitor who reloads a failure page tries again what failed', async ({
  page,
  signedInAs,
  localLogto,
}) => {
  await signedInAs(users.alice);
  await localLogto.setFaults({ serverError: true, only: '/oidc' });
  await page.goto('/userinfo?from=mail');
  await expectFailure(page, outage);
  expect((await page.reload())?.status()).toBe(503);
  await expectFailure(page, outage);

  await localLogto.behave();
  await page.reload();

  await expect(page).toHaveURL('/userinfo?from=mail');
  await expect(page.getByText('alice@example.com')).toBeVisible();
});

test('a visitor who reloads after a sign-in that an outage ended is signed in', async ({
  page,
  localLogto,
}) => {
  await page.goto('/claims?from=mail');
  await expect(signInTitle(page)).toBeVisible();
  await localLogto.setFaults({ serverError: true, only: '/oidc/token' });
  await fillSignInForm(page, users.alice);
  await expectFailure(page, outage);

  await localLogto.behave();
  await page.reload();

  await expect(page).toHaveURL('/claims?from=mail');
  await expect(page.getByText('alice@example.com')).toBeVisible();
});

test('a visitor who returns from a sign-in that this browser did not start can start again', async ({
  page,
  app,
}) => {
  await page.goto(`${applicationOf(app).redirectUris[0]}?code=foreign&state=foreign`);

  await expect(
    page.getByRole('heading', { level: 1, name: 'This sign-in could not be completed' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await fillSignInForm(page, users.alice);
  await expect(page.getByRole('heading', { level: 1, name: 'Hello, Alice Liddell' })).toBeVisible();
});

test('a visitor who opens the callback without a code can start again', async ({ page, app }) => {
  const response = await page.goto(`${applicationOf(app).redirectUris[0]}`);

  expect(response?.status()).toBe(400);
  await expectFailure(page, 'This sign-in could not be completed');
});

test('a visitor who reloads the callback goes on to the page, signed in', async ({ page, app }) => {
  const [redirectUri = ''] = applicationOf(app).redirectUris;
  const callback = page.waitForRequest((request) => request.url().startsWith(`${redirectUri}?`));
  await signIn(page, users.alice);

  const response = await page.goto((await callback).url());

  expect(response?.status()).toBe(200);
  await expect(page).toHaveURL('/');
  await expect(page.getByRole('heading', { level: 1, name: 'Hello, Alice Liddell' })).toBeVisible();
});

test('a visitor whose sign-in another tab has replaced is signed in all the same', async ({
  page,
  context,
}) => {
  await page.goto('/claims');
  await expect(signInTitle(page)).toBeVisible();
  const second = await context.newPage();
  await second.goto('/');
  const stopped = second.waitForEvent('requestfailed', (request) => request.method() === 'POST');
  // The app starts another sign-in, but the browser does not go to Logto.
  await second.route('/**', async (route) => {
    await route.fetch({ maxRedirects: 0 });
    await route.abort();
  });
  await second.getByRole('button', { name: 'Sign in', exact: true }).click();
  await stopped;

  await fillSignInForm(page, users.alice);

  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
});

test('a visitor who starts sign-in in two tabs is signed in by the second, and told so in the first', async ({
  page,
  context,
}) => {
  await page.goto('/claims');
  await expect(signInTitle(page)).toBeVisible();
  const second = await context.newPage();
  await second.goto('/claims');
  await fillSignInForm(second, users.alice);
  await expect(second.getByText('alice@example.com')).toBeVisible();

  // Logto itself says so: the second tab's sign-in has replaced this one.
  const refusal = page.waitForResponse((response) => response.status() === 400);
  await fillFirstSignInPage(page, users.alice);
  await refusal;
  await expect(signInTitle(page)).toBeVisible();

  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1, name: 'Hello, Alice Liddell' })).toBeVisible();
});

test('a visitor who declines at Logto is told so and can start again', async ({ page, localLogto }) => {
  await localLogto.setFaults({ denyNextSignIn: true });
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await fillSignInForm(page, users.alice);
  await expectFailure(page, 'You are not signed in');

  await signIn(page, users.alice);
});

test('a visitor whose session Logto has lost is signed out once, and told why', async ({
  page,
  signedInAs,
  localLogto,
}) => {
  await signedInAs(users.alice);
  await localLogto.restart();

  const response = await page.goto('/userinfo');

  expect(response?.status()).toBe(401);
  await expectFailure(page, 'Your session has ended');
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await signIn(page, users.alice);
});

test('a visitor whose session has ended elsewhere is told so when calling an API', async ({
  page,
  signedInAs,
  localLogto,
}) => {
  await signedInAs(users.alice);
  await page.goto('/resources');
  await localLogto.restart();

  await page.getByRole('button', { name: 'Read from Shopping API' }).click();

  await expectFailure(page, 'Your session has ended');
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
});

test('a visitor whose access tokens were all revoked notices nothing', async ({
  page,
  signedInAs,
  localLogto,
}) => {
  await signedInAs(users.alice);
  await localLogto.expireAccessTokens();

  const response = await page.goto('/userinfo?from=mail');

  expect(response?.status()).toBe(200);
  await expect(page.getByText('alice@example.com')).toBeVisible();
  await expect(page).toHaveURL('/userinfo?from=mail');
});

test('a visitor can sign in after Logto has rotated its signing keys', async ({
  page,
  signedInAs,
  localLogto,
}) => {
  await signedInAs(users.alice);
  await localLogto.rotateKeys();
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1, name: 'Hello, Alice Liddell' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();

  await signIn(page, users.alice);
});

test('a visitor with a damaged session cookie is signed out, and nothing breaks', async ({
  page,
  signedInAs,
  context,
}) => {
  await signedInAs(users.alice);
  const cookies = await appCookies(context);
  expect(cookies.length).toBeGreaterThan(0);
  await context.addCookies(
    cookies.map((cookie) => ({ ...cookie, value: `${cookie.value.slice(0, -4)}AAAA` })),
  );

  const response = await page.goto('/');

  expect(response?.status()).toBe(200);
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
});

test('a visitor never sees a stack trace', async ({ context, signedInAs, app, localLogto }) => {
  await signedInAs(users.alice);
  await localLogto.setFaults({ serverError: true, only: '/oidc' });
  for (const path of ['/userinfo', '/failed', '/no/such/page']) {
    const response = await context.request.get(path);
    const html = await response.text();
    expect(html, `${app}${path}`).toContain('</h1>');
    expect(html, `${app}${path}`).not.toMatch(/\bat .*\(.*:\d+:\d+\)|node_modules/);
  }
});

test('every page has a Content Security Policy that lets forms submit to the app and Logto only', async ({
  context,
  signedInAs,
  servers,
}) => {
  await signedInAs(users.alice);
  for (const path of ['/', ...protectedPaths, '/no/such/page']) {
    const response = await context.request.get(path);
    const headers = response.headers();
    const policy = headers['content-security-policy'] ?? '';
    const [, formAction = ''] = /(?:^|; ?)form-action ([^;]*)/.exec(policy) ?? [];
    expect(formAction.split(' ').toSorted(), path).toEqual(["'self'", new URL(servers.logto).origin]);
    expect(policy, path).not.toContain('unsafe');
    expect(headers['x-content-type-options'], path).toBe('nosniff');
    expect(headers['x-frame-options'], path).toBe('DENY');
    expect(headers['x-powered-by'], path).toBeUndefined();
  }
});

test('no page violates its own Content Security Policy', async ({ page, signedInAs }) => {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) complaints.push(message.text());
  });
  await signedInAs(users.alice);
  for (const path of ['/', ...protectedPaths, '/no/such/page']) await page.goto(path);
  expect(complaints).toEqual([]);
});
