import { users } from '@repo/config';
import { otherLogto } from '../logto.ts';
import { confirm, linkWonderland, panelOf, submit } from '../support/account.ts';
import { call } from '../support/calls.ts';
import { readClaims } from '../support/claims.ts';
import { readCode } from '../support/inbox.ts';
import { newPhone, otherThan } from '../support/phone.ts';
import { newProfile, signInAtProvider } from '../support/social.ts';
import { expect, type Page, test } from '../support/test.ts';
import { fillSignInForm, newUsername } from '../support/visitor.ts';

const nameOnPage = async (page: Page, path: '/claims' | '/userinfo') => {
  await page.goto(path);
  return (await readClaims(page)).name;
};

const changeName = (page: Page, name: string) =>
  submit(page, 'Profile', { label: 'Name', value: name, button: 'Change name' });

test('a visitor sees what Logto knows, and finds the settings at Logto', async ({
  page,
  signedInAs,
  servers,
}) => {
  await signedInAs(users.alice);
  await page.goto('/account');

  await expect(page.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible();
  const profile = panelOf(page, 'Profile');
  await expect(profile.getByRole('term')).toHaveText(['Name', 'Picture', 'Username', 'Email', 'Phone']);
  for (const text of [
    'https://example.com/alice.png',
    'alice',
    'alice@example.com',
    users.alice.primaryPhone,
  ]) {
    await expect(profile.getByText(text, { exact: true })).toBeVisible();
  }
  await expect(page.getByRole('link', { name: 'Account settings at Logto' })).toHaveAttribute(
    'href',
    `${servers.logto}/account`,
  );
});

test('a visitor changes the name: userinfo says it at once, the ID token after "Refresh claims", and again after another change', async ({
  page,
  openNewAccount,
}) => {
  await openNewAccount(page);
  const profile = panelOf(page, 'Profile');
  const stale = profile.getByText(/^Your ID token still says/);
  await expect(stale).toBeHidden();

  const answer = await changeName(page, 'Queen of Hearts');
  await expect(answer).toContainText('PATCH /api/my-account');
  await expect(answer).toContainText('200 OK');
  await expect(stale).toHaveText('Your ID token still says none.');
  expect(await nameOnPage(page, '/userinfo')).toBe('Queen of Hearts');
  expect(await nameOnPage(page, '/claims')).toBe('null');

  await page.goto('/account');
  await profile.getByRole('button', { name: 'Refresh claims' }).click();
  await expect(stale).toBeHidden();
  await expect(profile.getByRole('button', { name: 'Refresh claims' })).toBeHidden();

  await changeName(page, 'Red Queen');
  await expect(stale).toHaveText('Your ID token still says Queen of Hearts.');
  await profile.getByRole('button', { name: 'Refresh claims' }).click();
  await expect(stale).toBeHidden();
  expect(await nameOnPage(page, '/claims')).toBe('Red Queen');
});

test('a visitor who enters a wrong password is told so, and can then confirm with the right one', async ({
  page,
  openNewAccount,
}) => {
  const credentials = await openNewAccount(page);

  const answer = await submit(page, 'Confirm that it is you', {
    label: 'Password',
    value: 'no such password',
    button: 'Confirm',
  });

  await expect(answer).toContainText('POST /api/verifications/password');
  await expect(answer).toContainText('This is not your password.');
  await confirm(page, credentials);
});

test('a visitor who signs out and in again has to confirm again', async ({ page, openNewAccount }) => {
  const credentials = await openNewAccount(page);
  await confirm(page, credentials);
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await fillSignInForm(page, credentials);
  await expect(page.getByRole('heading', { level: 1, name: /^Hello, / })).toBeVisible();
  await page.goto('/account');

  await expect(
    panelOf(page, 'Confirm that it is you').getByRole('button', { name: 'Confirm' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Link Wonderland' }).click();
  await expect(panelOf(page, 'Linked accounts')).toContainText('Please confirm that it is you first.');
});

test('a visitor who has not confirmed is told so before going to Wonderland', async ({
  page,
  openNewAccount,
}) => {
  await openNewAccount(page);

  await page.getByRole('button', { name: 'Link Wonderland' }).click();

  await expect(panelOf(page, 'Linked accounts')).toContainText('Please confirm that it is you first.');
});

test('a visitor links an account at Wonderland, and unlinks it after another sign-in', async ({
  page,
  openNewAccount,
}) => {
  const credentials = await openNewAccount(page);
  const profile = newProfile(newUsername());
  const panel = panelOf(page, 'Linked accounts');
  await confirm(page, credentials);

  await linkWonderland(page, profile);
  await expect(panel).toContainText(profile.name);
  await expect(panel).toContainText(profile.email);

  // Logto knows when the visitor signed in, so it asks for nothing.
  await panel.getByRole('button', { name: 'Unlink Wonderland' }).click();
  await expect(panel).toContainText('you have just signed in');
  await expect(panel).toContainText(profile.name);

  const answer = await call(page, 'Linked accounts', 'Unlink Wonderland');
  await expect(answer).toContainText('DELETE /api/my-account/identities/wonderland');
  await expect(answer).toContainText('204');
  await expect(panel.getByRole('button', { name: 'Link Wonderland' })).toBeVisible();
  await expect(panel).not.toContainText(profile.name);
});

test('a visitor who declines at Wonderland is told so, and can try again', async ({
  page,
  openNewAccount,
}) => {
  await confirm(page, await openNewAccount(page));
  const profile = newProfile(newUsername());

  await page.getByRole('button', { name: 'Link Wonderland' }).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(panelOf(page, 'Linked accounts')).toContainText(
    'You did not allow it, so the account is not linked.',
  );

  await linkWonderland(page, profile);
  await expect(panelOf(page, 'Linked accounts')).toContainText(profile.name);
});

test('a visitor who is sent to the callback with the state of somebody else gets no account linked, and can finish the own link', async ({
  page,
  openNewAccount,
}) => {
  const profile = newProfile(newUsername());
  await confirm(page, await openNewAccount(page));
  const atWonderland = page.waitForRequest((request) => request.url().includes('redirect_uri='));
  await page.getByRole('button', { name: 'Link Wonderland' }).click();
  const callback = new URL((await atWonderland).url()).searchParams.get('redirect_uri');
  await expect(page.getByLabel('Account', { exact: true })).toBeVisible();

  const lured = await page.context().newPage();
  await lured.goto(`${callback}?code=foreign&state=foreign`);

  await expect(panelOf(lured, 'Linked accounts')).toContainText(
    'This link was not started here, so the account is not linked.',
  );
  await expect(lured.getByRole('button', { name: 'Link Wonderland' })).toBeVisible();

  await signInAtProvider(page, profile);
  await expect(panelOf(page, 'Linked accounts')).toContainText(profile.name);
});

test('a visitor who links an account that somebody else has linked is told so', async ({
  page,
  browser,
  baseURL,
  openNewAccount,
}) => {
  const profile = newProfile(newUsername());
  const elsewhere = await browser.newPage({ baseURL: baseURL ?? '' });
  await confirm(elsewhere, await openNewAccount(elsewhere));
  await linkWonderland(elsewhere, profile);
  await expect(panelOf(elsewhere, 'Linked accounts')).toContainText(profile.name);
  await elsewhere.close();

  await confirm(page, await openNewAccount(page));
  await linkWonderland(page, profile);

  await expect(panelOf(page, 'Linked accounts')).toContainText('This account is already linked to somebody.');
  await expect(page.getByRole('button', { name: 'Link Wonderland' })).toBeVisible();
});

test("a visitor calls Wonderland's API with the token that Logto stores, which the browser never receives", async ({
  page,
  request,
  servers,
  openNewAccount,
}) => {
  test.skip(Boolean(otherLogto), 'only local Logto has Wonderland at a known address');
  await confirm(page, await openNewAccount(page));
  const profile = newProfile(newUsername());
  await linkWonderland(page, profile);
  const bodies: string[] = [];
  await page.route('**', async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    bodies.push(await response.text());
    await route.fulfill({ response });
  });

  const answer = await call(page, 'Linked accounts', "Call Wonderland's API");

  await expect(answer).toContainText('GET /upstream/me');
  await expect(answer).toContainText('200 OK');
  await expect(answer).toContainText(`"sub": "${profile.login}"`);
  await page.reload();
  await page.unrouteAll({ behavior: 'wait' });
  expect(bodies.join()).toContain(profile.login);
  for (const text of new Set(bodies.flatMap((body) => body.match(/(?<![\w-])[\w-]{43}(?![\w-])/g) ?? []))) {
    const userinfo = await request.get(`${servers.logto}/upstream/me`, {
      headers: { authorization: `Bearer ${text}` },
    });
    expect(userinfo.status(), `${text} at Wonderland`).toBe(401);
  }
});

test('a visitor adds a phone number with a code, after a wrong one', async ({
  page,
  servers,
  openNewAccount,
}) => {
  await confirm(page, await openNewAccount(page));
  const phone = newPhone();
  const typed = `+1 (${phone.slice(1, 4)}) ${phone.slice(4, 7)}-${phone.slice(7)}`;
  const add = (code: string) => submit(page, 'Phone', { label: 'Code', value: code, button: 'Add phone' });

  // There is nothing to type a code into until one is sent.
  await expect(panelOf(page, 'Phone').getByRole('button')).toHaveText(['Send code']);
  const sent = await submit(page, 'Phone', { label: 'Phone number', value: typed, button: 'Send code' });
  await expect(sent).toContainText('POST /api/verifications/verification-code');
  await expect(sent).toContainText('201 Created');
  const code = await readCode(servers, phone);
  await expect(await add(otherThan(code))).toContainText('This code is not the one that was sent.');

  const added = await add(code);

  await expect(added).toContainText('POST /api/my-account/primary-phone');
  await expect(added).toContainText('204');
  await expect(panelOf(page, 'Profile').getByText(phone, { exact: true })).toBeVisible();
});

test('a visitor who adds a phone number before confirming is told so, and can go on with the same code', async ({
  page,
  servers,
  openNewAccount,
}) => {
  const credentials = await openNewAccount(page);
  const phone = newPhone();
  await submit(page, 'Phone', { label: 'Phone number', value: `+${phone}`, button: 'Send code' });
  const code = await readCode(servers, phone);
  const add = () => submit(page, 'Phone', { label: 'Code', value: code, button: 'Add phone' });
  await expect(await add()).toContainText('Please confirm that it is you first.');

  await confirm(page, credentials);

  await expect(await add()).toContainText('204');
  await expect(panelOf(page, 'Profile').getByText(phone, { exact: true })).toBeVisible();
});

test('a visitor is told with status 503 that Logto cannot show the account', async ({
  page,
  signedInAs,
  localLogto,
}) => {
  await signedInAs(users.alice);
  await localLogto.setFaults({ serverError: true, only: '/api' });

  const response = await page.goto('/account');

  expect(response?.status()).toBe(503);
  await expect(page.getByRole('heading', { level: 1, name: 'The service cannot be reached' })).toBeVisible();
});
