import { users } from '@repo/config';
import { call, claimOf } from '../support/calls.ts';
import { loggedRequests, tokenRequests } from '../support/requests.ts';
import { expect, test } from '../support/test.ts';

test('alice sees her organizations by name, with her role in each', async ({ page, signedInAs }) => {
  await signedInAs(users.alice);
  await page.goto('/organizations');

  await expect(page.getByRole('region', { name: 'Acme' })).toContainText('admin');
  await expect(page.getByRole('region', { name: 'Globex' })).toContainText('member');
  await expect(page.getByRole('region', { name: 'Initech' })).toHaveCount(0);
});

test('alice lists the members of each organization with its own token', async ({ page, signedInAs }) => {
  await signedInAs(users.alice);
  await page.goto('/organizations');

  for (const organization of ['Acme', 'Globex']) {
    const answer = await call(page, organization, `Members of ${organization}`);

    await expect(answer).toContainText('200 OK');
    await expect(answer.getByRole('list')).toContainText('read:members');
    await expect(claimOf(page, organization, 'aud')).toContainText('urn:logto:organization:');
  }
});

test('alice invites a member to Acme, which she runs, and then sees the invitation', async ({
  page,
  signedInAs,
}) => {
  await signedInAs(users.alice);
  await page.goto('/organizations');

  const invited = await call(page, 'Acme', 'Invite to Acme');
  await expect(invited).toContainText(/20[01]/);
  await expect(invited.getByRole('list')).toContainText('invite:member');

  await page.goto('/organizations');
  const members = await call(page, 'Acme', 'Members of Acme');
  await expect(members).toContainText('newcomer@example.com');
});

test('carol sees the answer of the last of her organizations without scrolling', async ({
  page,
  signedInAs,
}) => {
  await signedInAs(users.carol);
  await page.goto('/organizations');
  const last = page.getByRole('region').last();
  const name = (await last.getByRole('heading', { level: 2 }).textContent()) ?? '';

  const answer = await call(page, name, `Members of ${name}`);

  await expect(answer.getByText('200 OK')).toBeInViewport();
});

test('alice, who is only a member of Globex, may not invite there', async ({ page, signedInAs }) => {
  await signedInAs(users.alice);
  await page.goto('/organizations');

  const answer = await call(page, 'Globex', 'Invite to Globex');

  await expect(answer).toContainText('403 Forbidden');
  await expect(answer).toContainText('insufficient_scope');
});

test('alice reads the shopping list of Acme with a token for the API in that organization', async ({
  page,
  signedInAs,
}) => {
  await signedInAs(users.alice);
  await page.goto('/organizations');

  const answer = await call(page, 'Acme', 'Shopping list of Acme');

  await expect(answer).toContainText('200 OK');
  await expect(claimOf(page, 'Acme', 'aud')).toContainText('https://shopping.your-app.com/api');
  await expect(claimOf(page, 'Acme', 'organization_id')).toBeVisible();
});

test('each organization takes one token request, and the next calls none', async ({
  page,
  signedInAs,
  localLogto,
}) => {
  await signedInAs(users.alice);
  await page.goto('/organizations');
  await localLogto.clearRequests();

  for (const organization of ['Acme', 'Globex']) {
    await call(page, organization, `Members of ${organization}`);
  }
  expect(await tokenRequests(localLogto)).toEqual([
    expect.stringMatching(/^refresh_token in \w+$/),
    expect.stringMatching(/^refresh_token in \w+$/),
  ]);

  await localLogto.clearRequests();
  await page.goto('/organizations');
  for (const organization of ['Acme', 'Globex']) {
    await call(page, organization, `Members of ${organization}`);
  }
  expect(await loggedRequests(localLogto)).toEqual([]);
});

test('carol finds the last of her 60 organizations and lists its members', async ({ page, signedInAs }) => {
  await signedInAs(users.carol);
  await page.goto('/organizations');

  const answer = await call(page, 'Branch 57', 'Members of Branch 57');

  await expect(answer).toContainText('200 OK');
});

test('bob, who belongs to no organization, is told so', async ({ page, signedInAs }) => {
  await signedInAs(users.bob);
  await page.goto('/organizations');

  await expect(page.getByRole('heading', { level: 1, name: 'Organizations' })).toBeVisible();
  await expect(page.getByText('You belong to no organization.')).toBeVisible();
});
