import { users } from '@repo/config';
import { otherLogto } from '../logto.ts';
import { readClaims } from '../support/claims.ts';
import {
  chooseUsername,
  hasWonderland,
  newProfile,
  type Profile,
  signInAtProvider,
} from '../support/social.ts';
import { expect, type Page, test } from '../support/test.ts';
import { fillSignInForm, newUsername, signInTitle, signOut } from '../support/visitor.ts';

test.beforeEach(async () => {
  test.skip(!(await hasWonderland()), 'the other Logto has no social connector named Wonderland');
});

const continueWithWonderland = async (page: Page) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Continue with Wonderland' }).click();
};

/** The app has no button for this connector, but Logto's page has one. */
const continueWithLookingGlass = async (page: Page) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Continue with Looking Glass' }).click();
};

const expectGreeting = (page: Page, name: string) =>
  expect(page.getByRole('heading', { level: 1, name: `Hello, ${name}`, exact: true })).toBeVisible();

/** Signs in for the first time, which creates an account at Logto. */
const register = async (page: Page, profile: Profile, start = continueWithWonderland) => {
  await start(page);
  await signInAtProvider(page, profile);
  await chooseUsername(page, profile.login);
  await expectGreeting(page, profile.name);
};

/** Reads what userinfo says about the visitor's accounts at providers. */
const readIdentities = async (page: Page) => {
  await page.goto('/userinfo');
  const lists = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'identities' }) });
  const [terms, values] = await Promise.all(
    (['term', 'definition'] as const).map((role) => lists.getByRole(role).allTextContents()),
  );
  return terms?.map((term, index) => `${term}: ${values?.[index]}`);
};

test('a visitor continues with Wonderland without a page of Logto, and is asked for a username the first time only', async ({
  page,
}) => {
  const paths: string[] = [];
  page.on('framenavigated', (frame) => paths.push(new URL(frame.url()).pathname));
  const profile = newProfile(newUsername());
  await continueWithWonderland(page);
  await signInAtProvider(page, profile);
  await expect(page.getByText('Set username')).toBeVisible();
  expect(paths).not.toContain('/sign-in');
  await chooseUsername(page, profile.login);
  await expectGreeting(page, profile.name);
  await page.goto('/claims');
  const { sub } = await readClaims(page);
  await signOut(page);

  await continueWithWonderland(page);
  await signInAtProvider(page, profile);

  await expectGreeting(page, profile.name);
  await page.goto('/claims');
  expect((await readClaims(page)).sub).toBe(sub);
});

test('a visitor of Wonderland sees in userinfo what it has told Logto', async ({ page }) => {
  const profile = newProfile(newUsername());
  await register(page, profile);

  const identities = await readIdentities(page);

  expect(identities).toEqual([
    'Provider: wonderland',
    `Name: ${profile.name}`,
    `Email: ${profile.email}`,
    expect.stringMatching(/^Picture: https:/),
    expect.stringMatching(`^Other: \\{"userId":"${profile.login}",.*"rawData":\\{`),
  ]);
});

test('a visitor who comes back from Wonderland under another name keeps the first one', async ({ page }) => {
  const profile = newProfile(newUsername());
  await register(page, profile);
  await signOut(page);

  await continueWithWonderland(page);
  await signInAtProvider(page, { ...profile, name: 'Queen of Hearts' });

  await expectGreeting(page, profile.name);
});

test('a visitor who comes back from Looking Glass under another name has that one', async ({ page }) => {
  const profile = newProfile(newUsername());
  await register(page, profile, continueWithLookingGlass);
  await signOut(page);

  await continueWithLookingGlass(page);
  await signInAtProvider(page, { ...profile, name: 'Red Queen' });

  await expectGreeting(page, 'Red Queen');
});

test('a visitor whose email address has an account links the two', async ({ page }) => {
  const profile = newProfile(newUsername());
  await register(page, profile);
  await page.goto('/claims');
  const { sub } = await readClaims(page);
  await signOut(page);

  await continueWithLookingGlass(page);
  await signInAtProvider(page, { ...newProfile(newUsername()), email: profile.email });
  await page.getByRole('button', { name: /^Link with / }).click();

  await expectGreeting(page, profile.name);
  await page.goto('/claims');
  expect((await readClaims(page)).sub).toBe(sub);
  const identities = await readIdentities(page);
  expect(identities).toEqual(
    expect.arrayContaining(['Provider: wonderland', 'Provider: looking-glass', `Email: ${profile.email}`]),
  );
});

test('a visitor who declines at Wonderland is told so, and can sign in with a password', async ({ page }) => {
  await continueWithWonderland(page);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('alert').first()).toBeVisible();

  await fillSignInForm(page, users.alice);

  await expectGreeting(page, 'Alice Liddell');
});

test('a visitor who is sent back from a sign-in that somebody else started is told so', async ({
  page,
  servers,
}) => {
  await continueWithWonderland(page);
  await expect(page.getByLabel('Account')).toBeVisible();

  await page.goto(`${servers.logto}/callback/wonderland?code=foreign&state=foreign`);

  await expect(page.getByRole('alert').first()).toHaveText('The authorization is invalid');
  await expect(signInTitle(page)).toBeVisible();
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test.skip(Boolean(otherLogto), "a real Logto's pages need JavaScript");

  test('a visitor can continue with Wonderland', async ({ page }) => {
    await register(page, newProfile(newUsername()));
  });
});
