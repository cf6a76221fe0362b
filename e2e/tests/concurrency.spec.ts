import { users } from '@repo/config';
import { call } from '../support/calls.ts';
import { tokenRequests } from '../support/requests.ts';
import { expect, test } from '../support/test.ts';
import { signIn } from '../support/visitor.ts';

test('ten concurrent views with an expired access token fetch one token, and none of them fails', async ({
  page,
  signedInAs,
  localLogto,
  store,
}) => {
  await localLogto.setFaults({ accessTokenTtl: 1, rotateAlways: true });
  await signedInAs(users.alice);
  await page.goto('/session');
  const expiry = page.getByRole('table', { name: 'Cached access tokens' }).getByRole('time');
  const expiresAt = Date.parse((await expiry.getAttribute('datetime')) ?? '');
  await expect.poll(() => Date.now()).toBeGreaterThan(expiresAt);
  await localLogto.setFaults({ rotateAlways: true, delay: 1000, only: '/oidc/token' });
  await localLogto.clearRequests();

  const views = await Promise.all(Array.from({ length: 10 }, () => page.request.get('/userinfo')));

  for (const view of views) {
    expect(view.status()).toBe(200);
    expect(await view.text()).toContain('alice@example.com');
  }
  const instances = store === 'replicas' ? 2 : 1;
  expect((await tokenRequests(localLogto)).length).toBeLessThanOrEqual(instances);

  // The session holds a refresh token that still works.
  await page.goto('/resources');
  await expect(await call(page, 'Shopping API', 'Read from Shopping API')).toContainText('200 OK');
});

test('a visitor whose access token was signed with a key that Logto has dropped gets a new one', async ({
  page,
  signedInAs,
  browser,
  app,
  servers,
  localLogto,
}) => {
  await signedInAs(users.alice);
  await page.goto('/resources');
  await call(page, 'Shopping API', 'Read from Shopping API');
  await localLogto.rotateKeys();
  // The API fetches the new key when it sees the first token signed with it.
  const other = await browser.newPage({ baseURL: servers.app });
  await signIn(other, users.carol);
  await expect(async () => {
    await other.goto('/resources');
    const answer = await call(other, 'Shopping API', 'Read from Shopping API');
    await expect(answer, app).toContainText('200 OK', { timeout: 100 });
  }).toPass();
  await other.close();
  await localLogto.clearRequests();

  await page.goto('/resources');
  const answer = await call(page, 'Shopping API', 'Read from Shopping API');

  await expect(answer).toContainText('200 OK');
  expect(await tokenRequests(localLogto)).toEqual(['refresh_token for https://shopping.your-app.com/api']);
});
