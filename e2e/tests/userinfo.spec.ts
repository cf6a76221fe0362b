import { users } from '@repo/config';
import { readClaims } from '../support/claims.ts';
import { tokenRequests } from '../support/requests.ts';
import { expect, test } from '../support/test.ts';

test('alice sees which claims only userinfo has', async ({ page, signedInAs }) => {
  await signedInAs(users.alice);
  await page.goto('/userinfo');

  const claims = await readClaims(page);

  expect(JSON.parse(claims.custom_data ?? '')).toEqual(users.alice.customData);
  expect(claims.identities).toBe('{}');
  expect(claims.sso_identities).toBe('[]');
  // Logto promises no order.
  expect(JSON.parse(claims.organization_data ?? '')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ name: 'Acme', description: 'Acme Inc.' }),
      expect.objectContaining({ name: 'Globex', description: 'Globex Corp.' }),
    ]),
  );
  const marked = page.getByRole('row').filter({ hasText: 'userinfo only' }).getByRole('rowheader');
  expect((await marked.allTextContents()).toSorted()).toEqual([
    'custom_data',
    'identities',
    'organization_data',
    'sso_identities',
  ]);
});

test('alice sees her email, phone and address, for which the app requested scopes', async ({
  page,
  signedInAs,
}) => {
  await signedInAs(users.alice);
  await page.goto('/userinfo');

  const claims = await readClaims(page);

  expect(claims).toMatchObject({ email: 'alice@example.com', phone_number: '12025550123' });
  expect(JSON.parse(claims.address ?? '')).toMatchObject({ locality: 'Oxford' });
});

test('bob, whose profile is empty, sees null, false and empty values', async ({ page, signedInAs }) => {
  await signedInAs(users.bob);
  await page.goto('/userinfo');

  expect(await readClaims(page)).toMatchObject({
    name: 'null',
    email: 'null',
    email_verified: 'false',
    custom_data: '{}',
    organizations: '[]',
    organization_data: '[]',
  });
});

test('carol sees all of her 60 organizations', async ({ page, signedInAs }) => {
  await signedInAs(users.carol);
  await page.goto('/userinfo');

  const claims = await readClaims(page);

  expect(JSON.parse(claims.organizations ?? '')).toHaveLength(60);
  expect(JSON.parse(claims.organization_data ?? '')).toHaveLength(60);
  expect(JSON.parse(claims.organization_roles ?? '')).toHaveLength(60);
});

test('a link to userinfo cannot drop the cached access token', async ({ page, signedInAs, localLogto }) => {
  await signedInAs(users.alice);
  await page.goto('/');
  await localLogto.clearRequests();

  for (const path of ['/userinfo?renew=1', '/renew?returnTo=%2Fuserinfo']) await page.goto(path);
  await page.goto('/userinfo');

  await expect(page.getByText('alice@example.com')).toBeVisible();
  expect(await tokenRequests(localLogto)).toEqual([]);
});

test('a visitor whose data contains markup sees it as text', async ({ page, signedInAs }) => {
  await signedInAs(users.alice);
  await page.goto('/userinfo');

  await expect(page.getByText(users.alice.customData.motto)).toBeVisible();
  await expect(page.locator('b', { hasText: 'Drink me' })).toHaveCount(0);
});
