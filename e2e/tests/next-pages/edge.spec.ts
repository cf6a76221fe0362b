import { users } from '@repo/config';
import { expect, test } from '../../support/test.ts';
import { fillSignInForm, signInTitle } from '../../support/visitor.ts';

test('an operator who keeps sessions in Redis is told that the edge runtime cannot reach them', async ({
  request,
  store,
}) => {
  test.skip(store === 'cookie', 'sessions are in a cookie');
  for (const path of ['/api/logto-edge/user', '/api/edge-user-info', '/api/logto-edge/sign-in-callback']) {
    const response = await request.get(path);
    expect(response.status(), path).toBe(501);
    expect(await response.json(), path).toEqual({ message: expect.stringContaining('SESSION_STORE') });
  }
});

test.describe('with sessions in a cookie', () => {
  test.skip(({ store }) => store !== 'cookie', 'The edge runtime cannot open a connection to Redis.');

  const post = (path: string) => {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = path;
    document.body.append(form);
    form.submit();
  };

  test('a visitor who signs in through the edge runtime is signed in on every page, and can sign out there', async ({
    page,
  }) => {
    await page.goto('/');
    await page.evaluate(post, '/api/logto-edge/sign-in');
    await fillSignInForm(page, users.alice);
    await expect(page.getByRole('heading', { level: 1, name: 'Hello, Alice Liddell' })).toBeVisible();

    const user = await page.request.get('/api/logto-edge/user');
    expect(await user.json()).toMatchObject({ isAuthenticated: true, claims: { username: 'alice' } });
    const userInfo = await page.request.get('/api/edge-user-info');
    expect(await userInfo.json()).toMatchObject({ data: { username: 'alice' } });

    await page.evaluate(post, '/api/logto-edge/sign-out');
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  });

  test('a visitor who returns to the edge runtime while Logto hangs is told so', async ({
    page,
    localLogto,
  }) => {
    await page.goto('/');
    await page.evaluate(post, '/api/logto-edge/sign-in');
    await expect(signInTitle(page)).toBeVisible();
    await localLogto.setFaults({ hang: true, only: '/oidc/token' });

    await fillSignInForm(page, users.alice);

    await expect(page.getByRole('heading', { level: 1, name: 'The service cannot be reached' })).toBeVisible({
      timeout: 10_000,
    });
  });

  test('a signed-out visitor gets nothing from the edge runtime', async ({ request }) => {
    const user = await request.get('/api/logto-edge/user');
    expect(await user.json()).toEqual({ isAuthenticated: false });

    const userInfo = await request.get('/api/edge-user-info');
    expect(userInfo.status()).toBe(401);
    expect(await userInfo.json()).toEqual({ message: 'Unauthorized' });
  });

  test('a link neither starts nor ends a session on the edge runtime', async ({ request }) => {
    for (const path of ['/api/logto-edge/sign-in', '/api/logto-edge/sign-out']) {
      const response = await request.get(path, { maxRedirects: 0 });
      expect(response.status()).toBe(405);
    }
  });
});
