import { apis, users } from '@repo/config';
import { call, claimOf } from '../support/calls.ts';
import { loggedRequests, requestsBesidesKeys, tokenRequests } from '../support/requests.ts';
import { expect, test } from '../support/test.ts';

for (const { name, indicator, path, read, write } of apis) {
  test(`alice reads from the ${name} with an access token for it`, async ({ page, signedInAs }) => {
    await signedInAs(users.alice);
    await page.goto('/resources');

    const answer = await call(page, name, `Read from ${name}`);

    await expect(answer).toContainText(`GET ${path}`);
    await expect(answer).toContainText('200 OK');
    await expect(answer.getByRole('list')).toContainText(read);
    await expect(claimOf(page, name, 'aud')).toContainText(indicator);
    await expect(claimOf(page, name, 'scope')).toContainText(read);
  });

  test(`alice, who may only read, may not write to the ${name}`, async ({ page, signedInAs }) => {
    await signedInAs(users.alice);
    await page.goto('/resources');

    const answer = await call(page, name, `Write to ${name}`);

    await expect(answer).toContainText('403 Forbidden');
    await expect(answer).toContainText('insufficient_scope');
    await expect(answer.getByRole('list')).not.toContainText(write);
    await expect(answer).toContainText(`Requested, but not granted: ${write}`);
  });
}

test('a visitor selects a whole response with one click, to copy it', async ({ page, signedInAs }) => {
  await signedInAs(users.alice);
  await page.goto('/resources');
  const answer = await call(page, 'Shopping API', 'Read from Shopping API');

  await answer.getByText('"items"').click();

  const selected = await page.evaluate(() => String(getSelection()));
  expect(JSON.parse(selected)).toHaveProperty('items');
});

test('carol, who may write, adds to the list and then reads what she added', async ({ page, signedInAs }) => {
  await signedInAs(users.carol);
  await page.goto('/resources');

  await expect(await call(page, 'Shopping API', 'Write to Shopping API')).toContainText('201 Created');

  await page.goto('/resources');
  await expect(await call(page, 'Shopping API', 'Read from Shopping API')).toContainText('Written by the');
});

test('bob gets an access token without scopes, which permits nothing', async ({ page, signedInAs }) => {
  await signedInAs(users.bob);
  await page.goto('/resources');

  const answer = await call(page, 'Shopping API', 'Read from Shopping API');

  await expect(answer).toContainText('403 Forbidden');
  await expect(answer).toContainText('none');
});

test('the first call of an API requests one token from Logto, and later views and calls request nothing', async ({
  page,
  signedInAs,
  localLogto,
}) => {
  await signedInAs(users.alice);
  await page.goto('/resources');
  await localLogto.clearRequests();

  await call(page, 'Shopping API', 'Read from Shopping API');
  expect(await tokenRequests(localLogto)).toEqual(['refresh_token for https://shopping.your-app.com/api']);

  await localLogto.clearRequests();
  await page.goto('/resources');
  await call(page, 'Shopping API', 'Write to Shopping API');
  expect(await requestsBesidesKeys(localLogto)).toEqual([]);

  await localLogto.clearRequests();
  for (const path of ['/', '/claims', '/resources', '/session']) await page.goto(path);
  expect(await loggedRequests(localLogto)).toEqual([]);
});

test('two APIs are called with a token each, and both tokens stay cached', async ({
  page,
  signedInAs,
  localLogto,
}) => {
  await signedInAs(users.alice);
  await page.goto('/resources');
  await call(page, 'Shopping API', 'Read from Shopping API');
  await call(page, 'Store API', 'Read from Store API');
  await localLogto.clearRequests();

  await page.goto('/resources');
  await call(page, 'Shopping API', 'Read from Shopping API');
  await call(page, 'Store API', 'Read from Store API');

  expect(await requestsBesidesKeys(localLogto)).toEqual([]);
});
