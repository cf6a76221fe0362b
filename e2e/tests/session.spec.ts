import { resources, users } from '@repo/config';
import { call } from '../support/calls.ts';
import { readClaims } from '../support/claims.ts';
import { appCookies } from '../support/cookies.ts';
import { openOrganization } from '../support/organizations.ts';
import { tokenRequests } from '../support/requests.ts';
import { expect, test } from '../support/test.ts';
import { fillSignInForm, signInTitle } from '../support/visitor.ts';

test('alice sees where her session is stored, how large it is and which tokens it caches', async ({
  page,
  signedInAs,
}) => {
  await signedInAs(users.alice);
  await page.goto('/resources');
  await call(page, 'Shopping API', 'Read from Shopping API');
  await openOrganization(page, 'Acme');

  await page.goto('/session');

  const main = page.getByRole('main');
  await expect(main).toContainText(/In the browser\s*[1-9][\d,]*( of [\d,]+)? bytes/);
  await expect(main).toContainText(/On the server\s*[\d,]+ bytes/);
  const tokens = page.getByRole('table', { name: 'Cached access tokens' });
  await expect(tokens).toContainText('Userinfo');
  await expect(tokens.getByRole('row', { name: `${resources.shopping} shopping:read` })).toBeVisible();
  await expect(tokens.getByRole('row', { name: `${resources.shopping} in organization` })).toContainText(
    'shopping:read',
  );
  await expect(tokens.getByRole('row', { name: /^Organization/ })).toContainText('read:members');
  await expect(tokens.getByRole('row', { name: /^Organization/ })).toContainText(
    / UTC in (1 hour|\d+ minutes?)/,
  );
});

test('alice keeps all of her tokens: two APIs, two organizations, and an API in each', async ({
  page,
  signedInAs,
  localLogto,
}) => {
  await signedInAs(users.alice);
  const useEverything = async () => {
    await page.goto('/resources');
    for (const api of ['Shopping API', 'Store API']) await call(page, api, `Read from ${api}`);
    // Its page calls the API with both of its tokens.
    for (const organization of ['Acme', 'Globex']) await openOrganization(page, organization);
  };
  await useEverything();
  await localLogto.clearRequests();

  await useEverything();

  expect(await tokenRequests(localLogto)).toEqual([]);
  // The seventh is for userinfo.
  await page.goto('/session');
  const tokens = page.getByRole('table', { name: 'Cached access tokens' });
  await expect(tokens.getByRole('row').filter({ has: page.getByRole('cell') })).toHaveCount(7);
});

test('an expired access token is replaced with one request, and the session continues', async ({
  page,
  signedInAs,
  localLogto,
}) => {
  await localLogto.setFaults({ accessTokenTtl: 1, rotateAlways: true });
  await signedInAs(users.alice);
  await page.goto('/resources');
  await call(page, 'Shopping API', 'Read from Shopping API');
  await localLogto.clearRequests();
  await localLogto.setFaults({ rotateAlways: true });

  // A token with a lifetime of one second expires when the clock moves on by one.
  await expect
    .poll(async () => {
      await page.goto('/resources');
      await call(page, 'Shopping API', 'Read from Shopping API');
      return tokenRequests(localLogto);
    })
    .toEqual(['refresh_token for https://shopping.your-app.com/api']);

  // The refresh token was rotated. The new one is stored, since it fetches another token.
  const answer = await call(page, 'Store API', 'Read from Store API');
  await expect(answer).toContainText('200 OK');
});

test('a visitor stays signed in if Logto rotates the refresh token and its answer takes longer than a page waits', async ({
  page,
  signedInAs,
  localLogto,
  store,
}) => {
  test.skip(store === 'replicas', 'the other instance does not know the new refresh token');
  await signedInAs(users.alice);
  await page.goto('/resources');
  await localLogto.clearRequests();
  await localLogto.setFaults({ rotateAlways: true, delay: 6000, only: '/oidc/token' });
  await page.getByRole('button', { name: 'Read from Shopping API' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'The service cannot be reached' })).toBeVisible({
    timeout: 10_000,
  });
  await expect.poll(() => tokenRequests(localLogto)).toHaveLength(1);

  // Logto no longer accepts the old refresh token, and would end the session.
  await localLogto.setFaults({ rotateAlways: true, clockSkew: 60 });
  await page.goto('/resources');
  const answer = await call(page, 'Store API', 'Read from Store API');

  await expect(answer).toContainText('200 OK');
});

for (const count of [200, 2000]) {
  test(`carol, who belongs to ${count} organizations, is signed in or told what to do about it`, async ({
    page,
    localLogto,
  }) => {
    await localLogto.setFaults({ furtherOrganizations: count - users.carol.memberships.length });
    await page.goto('/');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await fillSignInForm(page, users.carol);

    const greeting = page.getByRole('heading', { level: 1, name: 'Hello, Carol Branch' });
    const refusal = page.getByRole('heading', { level: 1, name: 'Your session is too large' });
    await expect(greeting.or(refusal)).toBeVisible();
    // 200 fit into every store.
    if (count === 200) await expect(greeting).toBeVisible();
    if (await greeting.isVisible()) {
      await page.goto('/claims');
      const claims = await readClaims(page);
      expect(JSON.parse(claims.organizations ?? '')).toHaveLength(count);
    } else {
      await expect(page.getByText('SESSION_STORE')).toBeVisible();
    }
  });
}

test('a session that an attacker planted in the browser is worthless after sign-in', async ({
  page,
  context,
  browser,
  servers,
}) => {
  // The attacker starts a sign-in and plants its cookies in the visitor's browser.
  await page.goto('/claims');
  await expect(signInTitle(page)).toBeVisible();
  const planted = await appCookies(context);
  expect(planted).not.toEqual([]);
  await fillSignInForm(page, users.alice);
  await expect(page.getByText('alice@example.com')).toBeVisible();

  const attacker = await browser.newPage({ baseURL: servers.app });
  await attacker.context().addCookies(planted);
  await attacker.goto('/');

  await expect(attacker.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await attacker.close();
});
