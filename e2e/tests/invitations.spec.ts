import { users } from '@repo/config';
import { createControlClient } from '@repo/local-logto/control';
import type { Browser } from '@repo/scriptless-browser';
import type { Servers } from '../servers.ts';
import { call } from '../support/calls.ts';
import { manage } from '../support/management.ts';
import { openOrganization } from '../support/organizations.ts';
import { loggedRequests } from '../support/requests.ts';
import { openSignedIn } from '../support/signed-in.ts';
import { expect, type Page, test } from '../support/test.ts';
import { fillSignInForm, signOut } from '../support/visitor.ts';

const carol = users.carol.primaryEmail;

// Memberships are again those of the tenant, and all invitations are gone.
test.afterEach(async ({ localLogto }) => localLogto.restart());

/** Ends carol's membership of an organization at Logto. */
const removeCarol = async (servers: Servers, organization: string) => {
  const found = await manage(servers, 'GET /api/users?search.username=carol&mode.username=exact');
  const [account] = Array.isArray(found) ? found : [];
  await manage(servers, `DELETE /api/organizations/${organization}/users/${account.id}`);
};

/** Invites carol, who is no member any more, to Acme as alice. Returns the path of the link in the email, and Acme's id. */
const inviteCarol = async (page: Page, servers: Servers) => {
  await openOrganization(page, 'Acme');
  const acme = page.url().split('/').at(-1) ?? '';
  await removeCarol(servers, acme);
  await createControlClient(servers.logto).clearMessages();

  await page.getByRole('textbox', { name: 'Email' }).fill(carol);
  const answer = await call(page, 'Acme', 'Invite to Acme');
  await expect(answer).toContainText('201 Created');

  const [email] = await createControlClient(servers.logto).messages();
  expect(email).toMatchObject({ email: carol, text: expect.stringContaining('join Acme') });
  const link = new URL(email?.link ?? '');
  expect(link.origin).toBe(servers.app);
  // Whoever invites cannot accept in the name of others.
  expect(await page.content()).not.toContain(link.pathname.split('/').at(-1));
  return { link: link.pathname, acme };
};

const see = async (browser: Browser, path: string) => {
  const { status, body } = await browser.open(path);
  return { status, text: body.slice(body.indexOf('<main'), body.indexOf('</main>')) };
};

test('carol follows the link in the email, signs in, accepts, and is a member without another sign-in', async ({
  page,
  servers,
  signedInAs,
}) => {
  await signedInAs(users.alice);
  const { link, acme } = await inviteCarol(page, servers);
  await signOut(page);

  await page.goto(link);
  await fillSignInForm(page, users.carol);
  await expect(page.getByRole('heading', { level: 1, name: 'Invitation' })).toBeVisible();
  await expect(page.getByText('You are invited to join Acme.')).toBeVisible();
  await expect(page.getByText('You are signed in as Carol Branch (carol@example.com).')).toBeVisible();
  expect((await page.goto(`/organizations/${acme}`))?.status()).toBe(404);

  await page.goto(link);
  await page.getByRole('button', { name: 'Accept' }).click();
  await expect(page).toHaveURL(/\/organizations$/);
  await openOrganization(page, 'Acme');

  await page.goto(link);
  await expect(page.getByText('This invitation has been used.')).toBeVisible();
  await page.getByRole('link', { name: 'Go to your organizations' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Organizations' })).toBeVisible();
});

test('an invitation works without JavaScript, once, and for nobody else', async ({
  page,
  servers,
  signedInAs,
}) => {
  await signedInAs(users.alice);
  const { link, acme } = await inviteCarol(page, servers);
  const [invitee, alice, bob] = [
    await openSignedIn(servers.app, users.carol),
    await openSignedIn(servers.app, users.alice),
    await openSignedIn(servers.app, users.bob),
  ];
  const form = await invitee.open(link);

  for (const [other, account] of [
    [alice, 'Alice Liddell (alice@example.com)'],
    [bob, 'bob'],
  ] as const) {
    const { text } = await see(other, link);
    expect(text).toContain('for another account');
    expect(text).toContain(`You are signed in as ${account}.`);
    expect(text).not.toMatch(/Acme|carol/);
    // Posting the form of the invitee changes nothing.
    const refused = await other.press(form, 'Accept');
    expect(new URL(refused.url).pathname).toBe(link);
    expect(refused.body).toContain('for another account');
  }
  expect((await bob.open(`/organizations/${acme}`)).status).toBe(404);

  const accepted = await invitee.press(form, 'Accept');
  expect(new URL(accepted.url).pathname).toBe('/organizations');
  expect(accepted.body).toContain(`href="/organizations/${acme}"`);
  const again = await invitee.press(form, 'Accept');
  expect(new URL(again.url).pathname).toBe(link);
  expect(again.body).toContain('has been used');
});

test('carol, whose session is gone when she accepts an invitation, is told so', async ({
  page,
  servers,
  signedInAs,
}) => {
  await signedInAs(users.alice);
  const { link } = await inviteCarol(page, servers);
  const invitee = await openSignedIn(servers.app, users.carol);
  const form = await invitee.open(link);
  await invitee.jar.removeAllCookies();

  const { status, body } = await invitee.press(form, 'Accept');

  expect(status).toBe(401);
  expect(body).toContain('Your session has ended');
});

test('an invitation that does not exist says so', async ({ page, servers, signedInAs }) => {
  await signedInAs(users.alice);
  const { link, acme } = await inviteCarol(page, servers);
  const id = link.split('/').at(-1);
  const invitee = await openSignedIn(servers.app, users.carol);
  await manage(servers, `DELETE /api/organization-invitations/${id}`);

  for (const path of [link, '/invitations/none', `/invitations/..%2forganizations%2f${acme}`]) {
    const { status, text } = await see(invitee, path);
    expect(status, path).toBe(200);
    expect(text, path).toContain('There is no such invitation.');
  }
});

test('a second invitation of the same person is refused', async ({ page, servers, signedInAs }) => {
  await signedInAs(users.alice);
  await inviteCarol(page, servers);
  await page.reload();

  await page.getByRole('textbox', { name: 'Email' }).fill(carol);
  const answer = await call(page, 'Acme', 'Invite to Acme');

  await expect(answer).toContainText('409 Conflict');
});

test('carol, whom somebody has removed from Acme, is told so, and finds her other organizations', async ({
  page,
  servers,
  signedInAs,
  localLogto,
}) => {
  await signedInAs(users.carol);
  await page.goto('/organizations');
  const link = page.getByRole('link', { name: 'Acme', exact: true });
  const path = (await link.getAttribute('href')) ?? '';
  await removeCarol(servers, path.split('/').at(-1) ?? '');

  expect((await page.goto(path))?.status()).toBe(403);
  await expect(page.getByRole('heading', { level: 1, name: 'You are no longer a member' })).toBeVisible();
  // Asks again, in case somebody has added her.
  expect((await page.reload())?.status()).toBe(403);
  await page.getByRole('link', { name: 'Go to your organizations' }).click();
  await page.getByRole('button', { name: 'Refresh claims' }).click();
  await expect(page.getByText('59 organizations', { exact: true })).toBeVisible();
  await expect(link).toBeHidden();

  await localLogto.clearRequests();
  expect((await page.goto(path))?.status()).toBe(404);
  expect(await loggedRequests(localLogto)).toEqual([]);
});
