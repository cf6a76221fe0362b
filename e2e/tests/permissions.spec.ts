import { users } from '@repo/config';
import { call } from '../support/calls.ts';
import { protectedPaths } from '../support/paths.ts';
import { tokenRequests } from '../support/requests.ts';
import { openSignedIn } from '../support/signed-in.ts';
import { expect, test } from '../support/test.ts';
import { fillSignInForm, signInTitle } from '../support/visitor.ts';

const asJson = { accept: 'application/json' };
const newItem = () => `Tea ${Math.random().toString(36).slice(2, 10)}`;

test('carol, who may write, adds to the shopping list and sees it there', async ({ page, signedInAs }) => {
  await signedInAs(users.carol);
  const response = await page.goto('/admin');
  expect(response?.status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1, name: 'Admin' })).toBeVisible();

  const item = newItem();
  const panel = page.getByRole('region', { name: 'Shopping list' });
  await panel.getByRole('textbox', { name: 'Name' }).fill(item);
  await expect(await call(page, 'Shopping list', 'Add item')).toContainText('201 Created');

  await expect(panel.getByRole('listitem').filter({ hasText: item })).toBeVisible();
});

for (const user of [users.alice, users.bob]) {
  test(`${user.username}, who may not write, is told which permission is missing`, async ({
    page,
    signedInAs,
  }) => {
    await signedInAs(user);

    const response = await page.goto('/admin');

    expect(response?.status()).toBe(403);
    await expect(page.getByRole('heading', { level: 1, name: 'You may not see this' })).toBeVisible();
    await expect(page.getByRole('main')).toContainText('shopping:write');
    await expect(page.getByRole('button', { name: 'Add item' })).toBeHidden();
    // Asks again, in case somebody has granted it.
    expect((await page.reload())?.status()).toBe(403);
    await page.getByRole('link', { name: 'Go to the home page' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /^Hello, / })).toBeVisible();
  });
}

test('a signed-out visitor of /admin is asked to sign in first, and returns there', async ({ page }) => {
  await page.goto('/admin');
  await expect(signInTitle(page)).toBeVisible();

  await fillSignInForm(page, users.carol);

  await expect(page).toHaveURL('/admin');
  await expect(page.getByRole('heading', { level: 1, name: 'Admin' })).toBeVisible();
});

test("alice, who posts carol's form, is refused, and nothing is added", async ({ servers, localLogto }) => {
  await localLogto.behave();
  const carol = await openSignedIn(servers.app, users.carol);
  const alice = await openSignedIn(servers.app, users.alice);
  const { body, ...page } = await carol.open('/admin');
  // In the Pages Router, the button is disabled until scripts run.
  const form = { ...page, body: body.replaceAll(' disabled=""', '') };
  const item = newItem();

  const refusal = await alice.press(form, 'Add item', { name: item });

  expect(refusal.status).toBe(403);
  expect(refusal.body).toContain('shopping:write');
  expect((await alice.open('/api/items')).body).not.toContain(item);
  // Posted by carol, the same form works.
  expect((await carol.press(form, 'Add item', { name: item })).status).toBe(200);
  expect((await carol.open('/api/items')).body).toContain(item);
});

for (const [user, method, status, missing] of [
  [users.bob, 'GET', 403, 'shopping:read'],
  [users.bob, 'POST', 403, 'shopping:write'],
  [users.alice, 'GET', 200, undefined],
  [users.alice, 'POST', 403, 'shopping:write'],
  [users.carol, 'GET', 200, undefined],
  [users.carol, 'POST', 201, undefined],
] as const) {
  test(`a script of ${user.username} that sends ${method} /api/items gets ${status}`, async ({
    context,
    signedInAs,
  }) => {
    await signedInAs(user);

    const item = newItem();
    const response = await context.request.fetch('/api/items', {
      method,
      headers: asJson,
      ...(method === 'POST' && { data: { name: item } }),
    });

    expect(response.status()).toBe(status);
    const body = await response.json();
    if (missing) {
      const challenge = response.headers()['www-authenticate'];
      expect(challenge).toMatch(/^Bearer realm="[^"]+", error="insufficient_scope", /);
      expect(challenge).toContain(`scope="${missing}"`);
      expect(body).toMatchObject({ error: 'insufficient_scope' });
    } else {
      expect(body).toMatchObject(method === 'GET' ? { items: expect.any(Array) } : { name: item });
    }
  });
}

test('a signed-out script gets 401 with a challenge, and no redirect', async ({ request }) => {
  for (const [method, path] of [
    ...['/admin', ...protectedPaths].map((path) => ['GET', path] as const),
    ['GET', '/api/items'],
    ['POST', '/api/items'],
  ] as const) {
    const response = await request.fetch(path, {
      method,
      headers: asJson,
      maxRedirects: 0,
      ...(method === 'POST' && { data: { name: 'Tea' } }),
    });

    expect(response.status(), `${method} ${path}`).toBe(401);
    expect(response.headers()['www-authenticate'], path).toMatch(/^Bearer realm="[^"]+"$/);
    expect(await response.json(), path).toMatchObject({ error: 'unauthorized' });
  }
});

test('a script that asks for a page as JSON without its permission gets 403 as JSON', async ({
  context,
  signedInAs,
}) => {
  await signedInAs(users.alice);

  const response = await context.request.get('/admin', { headers: asJson });

  expect(response.status()).toBe(403);
  expect(response.headers()['www-authenticate']).toContain('scope="shopping:write"');
  expect(await response.json()).toMatchObject({ error: 'insufficient_scope' });
});

test('a script that sends no item, or one that is no JSON, gets 400', async ({ context, signedInAs }) => {
  await signedInAs(users.carol);
  const type = { 'content-type': 'application/json' };

  for (const data of ['', '{', '{}', '{"name":""}', '{"name":1}', '[]', 'null']) {
    const response = await context.request.post('/api/items', { headers: { ...asJson, ...type }, data });
    expect(response.status(), data).toBe(400);
  }
});

test('another site cannot add an item', async ({ context, signedInAs }) => {
  await signedInAs(users.carol);
  const item = newItem();

  const response = await context.request.post('/api/items', {
    headers: { ...asJson, origin: 'https://other.example' },
    data: { name: item },
  });

  expect(response.status()).toBe(403);
  expect(await (await context.request.get('/api/items')).text()).not.toContain(item);
});

for (const [fault, order] of [
  ['is down', { down: true }],
  ['answers 500', { serverError: true }],
] as const) {
  test(`while Logto ${fault}, carol is told so, and not that she lacks a permission`, async ({
    page,
    context,
    signedInAs,
    localLogto,
  }) => {
    await signedInAs(users.carol);
    await localLogto.setFaults({ ...order, only: '/oidc' });

    const response = await page.goto('/admin');
    expect(response?.status()).toBe(503);
    await expect(
      page.getByRole('heading', { level: 1, name: 'The service cannot be reached' }),
    ).toBeVisible();
    const answer = await context.request.get('/api/items', { headers: asJson });
    expect(answer.status()).toBe(503);
    expect(answer.headers()['www-authenticate']).toBeUndefined();

    await localLogto.behave();
    expect((await page.reload())?.status()).toBe(200);
    await expect(page.getByRole('heading', { level: 1, name: 'Admin' })).toBeVisible();
  });
}

test('a script whose session Logto has ended gets 401', async ({ context, signedInAs, localLogto }) => {
  await signedInAs(users.carol);
  await localLogto.restart();

  const response = await context.request.get('/api/items', { headers: asJson });

  expect(response.status()).toBe(401);
  expect(response.headers()['www-authenticate']).toMatch(/^Bearer /);
});

test('one access token shows the page, serves the form and answers scripts', async ({
  page,
  context,
  signedInAs,
  localLogto,
}) => {
  await signedInAs(users.carol);
  await localLogto.clearRequests();
  await page.goto('/admin');
  expect(await tokenRequests(localLogto)).toEqual(['refresh_token for https://shopping.your-app.com/api']);

  await localLogto.clearRequests();
  await page.getByRole('textbox', { name: 'Name' }).fill(newItem());
  await call(page, 'Shopping list', 'Add item');
  await page.goto('/admin');
  await context.request.get('/api/items');
  expect(await tokenRequests(localLogto)).toEqual([]);
});
