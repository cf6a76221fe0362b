import { users } from '@repo/config';
import { expect, test } from '../../support/test.ts';

test("a signed-in visitor's claims come from the guide's API routes, without a token", async ({
  page,
  signedInAs,
}) => {
  await signedInAs(users.alice);
  await page.goto('/');

  const user = await page.request.get('/api/logto/user');
  expect(await user.json()).toEqual({
    isAuthenticated: true,
    claims: expect.objectContaining({ username: 'alice' }),
  });
  const userInfo = await page.request.get('/api/get-user-info');
  expect(await userInfo.json()).toEqual({
    data: expect.objectContaining({ username: 'alice' }),
    userInfo: expect.objectContaining({ custom_data: users.alice.customData }),
  });
});

test("a signed-out visitor gets no claims from the guide's API routes", async ({ request }) => {
  const user = await request.get('/api/logto/user');
  expect(await user.json()).toEqual({ isAuthenticated: false });

  const userInfo = await request.get('/api/get-user-info');
  expect(userInfo.status()).toBe(401);
  expect(await userInfo.json()).toEqual({ message: 'Unauthorized' });
});

test('a visitor is never redirected to another site after sign-in', async ({ page, servers, signedInAs }) => {
  await signedInAs(users.alice);
  for (const returnTo of [
    'https://other.example/',
    '//other.example/',
    '/\\other.example/',
    'javascript:alert(1)',
  ]) {
    const response = await page.request.get(`/api/logto/sign-in?returnTo=${encodeURIComponent(returnTo)}`, {
      maxRedirects: 0,
    });
    expect(new URL(response.headers().location ?? '', servers.app).origin).toBe(servers.app);
  }
});

test('a visitor who signs out in another tab sees it when returning to this one', async ({
  page,
  signedInAs,
  context,
}) => {
  await page.clock.install();
  await signedInAs(users.alice);
  await page.goto('/');
  const otherTab = await context.newPage();
  await otherTab.goto('/');
  await otherTab.getByRole('button', { name: 'Sign out' }).click();
  await expect(otherTab.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();

  // SWR revalidates at most every five seconds.
  await page.clock.fastForward('00:06');
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));

  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
});
