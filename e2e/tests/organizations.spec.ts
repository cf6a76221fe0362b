import { users } from '@repo/config';
import { load } from 'cheerio';
import { call, claimOf } from '../support/calls.ts';
import { openOrganization } from '../support/organizations.ts';
import { loggedRequests, requestsBesidesKeys, tokenRequests } from '../support/requests.ts';
import { openSignedIn } from '../support/signed-in.ts';
import { expect, type Page, test } from '../support/test.ts';
import { fillSignInForm, signOut } from '../support/visitor.ts';

const list = (page: Page) => page.getByRole('list', { name: 'Organizations' });

/** What a panel says about its organization, or about something else by its name. */
const detail = (page: Page, panel: string, term: string) =>
  page
    .getByRole('region', { name: panel, exact: true })
    .getByRole('definition')
    .and(page.locator(`dt:text-is("${term}") + dd`));

test('alice sees her organizations by name, with her role in each', async ({ page, signedInAs }) => {
  await signedInAs(users.alice);
  await page.goto('/organizations');

  await expect(list(page).getByRole('listitem')).toHaveText(['Acme admin', 'Globex member']);
  await expect(page.getByText('2 organizations', { exact: true })).toBeVisible();
});

test('alice lists the members of each organization with its own token', async ({ page, signedInAs }) => {
  await signedInAs(users.alice);

  for (const organization of ['Acme', 'Globex']) {
    await openOrganization(page, organization);
    const answer = await call(page, organization, `Members of ${organization}`);

    await expect(answer).toContainText('200 OK');
    await expect(answer.getByRole('list')).toContainText('read:members');
    await expect(claimOf(page, organization, 'aud')).toContainText('urn:logto:organization:');
  }
});

test('the page of an organization shows its id, its members and its shopping list, and what alice is there', async ({
  page,
  signedInAs,
}) => {
  await signedInAs(users.alice);
  await openOrganization(page, 'Acme');

  await expect(page).toHaveURL(/\/organizations\/\w+$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Organization' })).toBeVisible();
  await expect(detail(page, 'Acme', 'Organization ID')).toHaveText(page.url().split('/').at(-1) ?? '');
  await expect(detail(page, 'Acme', 'Your roles')).toHaveText('admin');
  await expect(detail(page, 'Acme', 'Members')).toContainText('(you)');
  await expect(detail(page, 'Acme', 'Shopping list')).not.toBeEmpty();
});

test('alice invites a member to Acme, which she runs, and then sees the invitation', async ({
  page,
  signedInAs,
  localLogto,
}) => {
  // Only local Logto has an inbox for any address, and forgets whom the suite has invited.
  await localLogto.restart();
  await signedInAs(users.alice);
  await openOrganization(page, 'Acme');

  await page.getByRole('textbox', { name: 'Email' }).fill('newcomer@example.com');
  const invited = await call(page, 'Acme', 'Invite to Acme');
  await expect(invited).toContainText(/20[01]/);
  await expect(invited.getByRole('list')).toContainText('invite:member');

  await expect(detail(page, 'Acme', 'Members')).toContainText('newcomer@example.com (invited)');
});

test('alice, who is only a member of Globex, may not invite there', async ({ page, signedInAs }) => {
  await signedInAs(users.alice);
  await openOrganization(page, 'Globex');

  await page.getByRole('textbox', { name: 'Email' }).fill('newcomer@example.com');
  const answer = await call(page, 'Globex', 'Invite to Globex');

  await expect(answer).toContainText('403 Forbidden');
  await expect(answer).toContainText('insufficient_scope');
});

test('alice reads the shopping list of Acme with a token for the API in that organization', async ({
  page,
  signedInAs,
}) => {
  await signedInAs(users.alice);
  await openOrganization(page, 'Acme');

  const answer = await call(page, 'Acme', 'Shopping list of Acme');

  await expect(answer).toContainText('200 OK');
  await expect(claimOf(page, 'Acme', 'aud')).toContainText('https://shopping.your-app.com/api');
  await expect(claimOf(page, 'Acme', 'organization_id')).toBeVisible();
});

test('alice switches to another organization, which a reload and a new sign-in keep', async ({
  page,
  signedInAs,
}) => {
  await signedInAs(users.alice);
  await openOrganization(page, 'Acme');

  await page.getByText('Switch organization').click();
  const switcher = page.getByRole('list', { name: 'Your organizations' });
  await expect(switcher.getByRole('link', { name: 'Acme' })).toHaveAttribute('aria-current', 'page');
  await switcher.getByRole('link', { name: 'Globex' }).click();
  await expect(page.getByRole('region', { name: 'Globex' })).toBeVisible();
  const address = page.url();
  await page.reload();
  await expect(page.getByRole('region', { name: 'Globex' })).toBeVisible();

  await signOut(page);
  await page.goto(address);
  await fillSignInForm(page, users.alice);
  await expect(page.getByRole('region', { name: 'Globex' })).toBeVisible();
  expect(page.url()).toBe(address);

  await page.goto('/organizations');
  await page.getByRole('link', { name: 'Continue in Globex' }).click();
  await expect(page).toHaveURL(address);
});

test('bob, in the browser where alice was in Acme, learns nothing of it', async ({ page, signedInAs }) => {
  await signedInAs(users.alice);
  await openOrganization(page, 'Acme');
  await signOut(page);
  await signedInAs(users.bob);

  await page.goto('/organizations');

  await expect(page.getByText('You belong to no organization.')).toBeVisible();
  await expect(page.getByRole('main')).not.toContainText('Acme');
});

test('each organization takes one request for each of its tokens, and the next views none', async ({
  page,
  signedInAs,
  localLogto,
}) => {
  await signedInAs(users.alice);
  await page.goto('/organizations');
  await localLogto.clearRequests();

  const addresses = [];
  for (const organization of ['Acme', 'Globex']) {
    await openOrganization(page, organization);
    await call(page, organization, `Members of ${organization}`);
    addresses.push(page.url());
  }
  expect(await tokenRequests(localLogto)).toEqual(
    ['Acme', 'Globex'].flatMap(() => [
      expect.stringMatching(/^refresh_token in \w+$/),
      expect.stringMatching(/^refresh_token for https:\/\/shopping\S+ in \w+$/),
    ]),
  );

  await localLogto.clearRequests();
  for (const address of addresses) await page.goto(address);
  expect(await requestsBesidesKeys(localLogto)).toEqual([]);
});

test('carol finds one of her 60 organizations by a part of its name, and lists its members', async ({
  page,
  signedInAs,
}) => {
  await signedInAs(users.carol);
  await page.goto('/organizations');
  await expect(page.getByText('60 organizations', { exact: true })).toBeVisible();
  await expect(list(page).getByRole('link')).toHaveCount(60);

  await page.getByRole('searchbox', { name: 'Name' }).fill('CH 5');
  await page.getByRole('button', { name: 'Search' }).click();

  await expect(page.getByText('8 of 60 organizations', { exact: true })).toBeVisible();
  await expect(page.getByRole('searchbox', { name: 'Name' })).toHaveValue('CH 5');
  await expect(list(page).getByRole('link')).toHaveCount(8);
  await list(page).getByRole('link', { name: 'Branch 57' }).click();
  await expect(await call(page, 'Branch 57', 'Members of Branch 57')).toContainText('200 OK');
});

test('without JavaScript, carol searches, switches and refreshes her claims', async ({
  servers,
  localLogto,
}) => {
  await localLogto.behave();
  const carol = await openSignedIn(servers.app, users.carol);

  const found = await carol.open('/organizations?search=branch+57');
  expect(found.body).toContain('1 of 60 organizations');
  const $ = load(found.body);
  const link = $('a').filter((_, element) => $(element).text() === 'Branch 57');
  const shown = await carol.open(link.attr('href') ?? '');
  expect(shown.status).toBe(200);
  expect(shown.body).toContain('Branch 57');

  await localLogto.clearRequests();
  const refreshed = await carol.press(await carol.open('/organizations'), 'Refresh claims');
  expect(refreshed.url).toBe(`${servers.app}/organizations`);
  expect(refreshed.status).toBe(200);
  expect(await tokenRequests(localLogto)).toContain('refresh_token');
});

test('bob, who belongs to no organization, is told so', async ({ page, signedInAs }) => {
  await signedInAs(users.bob);
  await page.goto('/organizations');

  await expect(page.getByRole('heading', { level: 1, name: 'Organizations' })).toBeVisible();
  await expect(page.getByText('You belong to no organization.')).toBeVisible();
});

test('the page of an organization that is not the visitor’s, or of none, is not found, and Logto is not asked', async ({
  page,
  servers,
  signedInAs,
  localLogto,
}) => {
  await signedInAs(users.carol);
  await openOrganization(page, 'Initech');
  const initech = new URL(page.url()).pathname;
  const alice = await openSignedIn(servers.app, users.alice);
  await localLogto.clearRequests();

  for (const path of [
    initech,
    '/organizations/nosuchorg',
    '/organizations/..%2fadmin',
    `${initech}/members`,
  ]) {
    const answer = await alice.open(path);
    expect(answer.status, path).toBe(404);
    // In the markup, so that it does not need scripts.
    expect(answer.body, path).toContain('<h1>Page not found</h1>');
    expect(answer.body, path).not.toContain('Initech');
  }
  expect(await loggedRequests(localLogto)).toEqual([]);
});

test("alice, who posts carol's form for Initech, is refused, and Logto is not asked", async ({
  page,
  servers,
  signedInAs,
  localLogto,
}) => {
  await signedInAs(users.carol);
  await openOrganization(page, 'Initech');
  const { pathname } = new URL(page.url());
  const carol = await openSignedIn(servers.app, users.carol);
  const alice = await openSignedIn(servers.app, users.alice);
  const { body, ...form } = await carol.open(pathname);
  await localLogto.clearRequests();

  const answer = await alice.press(
    { ...form, body: body.replaceAll(' disabled=""', '') },
    'Members of Initech',
  );

  expect(answer.status).toBe(404);
  expect(answer.body).not.toContain('read:members');
  expect(await loggedRequests(localLogto)).toEqual([]);
});
