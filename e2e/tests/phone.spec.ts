import { users } from '@repo/config';
import { otherLogto } from '../logto.ts';
import { readCode } from '../support/inbox.ts';
import { enterCode, newPhone, otherThan, startPhoneSignIn, submitPhone } from '../support/phone.ts';
import { expect, type Page, test } from '../support/test.ts';
import { signOut } from '../support/visitor.ts';

const { primaryPhone: alicesPhone } = users.alice;

const expectAlice = (page: Page) =>
  expect(page.getByRole('heading', { level: 1, name: 'Hello, Alice Liddell' })).toBeVisible();

const expectAlert = (page: Page, text: RegExp) =>
  expect(page.getByText(text).first(), String(text)).toBeVisible();

test.skip(
  Boolean(otherLogto) && !process.env.SMS_INBOX_URL,
  'SMS_INBOX_URL does not say where the text messages of the other Logto are',
);

/** Waits for the link "Resend verification code" of a real Logto, which has it after a minute. */
const resend = (page: Page) => page.getByText(/^Resend( verification code)?$/).click();

// A real Logto sends no more than ten messages in a row to one number, so few tests use alice's.
test('alice signs in by phone, on a page that asks for nothing but a number, and can correct a code', async ({
  page,
  servers,
}) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'Sign in by phone' }).click();
  await expect(page.locator('input[name=identifier]')).toHaveAttribute('type', 'tel');
  await expect(page.locator('input[name=password]')).toHaveCount(0);

  const code = await submitPhone(page, 'Sign in', alicesPhone, servers);
  await enterCode(page, otherThan(code));
  await expectAlert(page, /Invalid verification code/);

  await enterCode(page, code);

  await expectAlice(page);
});

test('a visitor who asks for another code signs in with it, and no longer with the first', async ({
  page,
  servers,
}) => {
  test.slow(Boolean(otherLogto), 'a real Logto sends no second code within a minute');
  const first = await startPhoneSignIn(page, alicesPhone, servers);
  await resend(page);
  const second = await readCode(servers, alicesPhone, first);
  await enterCode(page, first);
  await expectAlert(page, /Invalid verification code/);

  await enterCode(page, second);

  await expectAlice(page);
});

test('a visitor whose code has expired signs in with another one', async ({ page, servers, localLogto }) => {
  const expired = await startPhoneSignIn(page, alicesPhone, servers);
  await localLogto.setFaults({ clockSkew: 601 });
  await enterCode(page, expired);
  await expectAlert(page, /has expired/);
  await localLogto.behave();

  await resend(page);
  await enterCode(page, await readCode(servers, alicesPhone, expired));

  await expectAlice(page);
});

test('a visitor whose number has no account is told so, and stays signed out', async ({ page, servers }) => {
  await enterCode(page, await startPhoneSignIn(page, newPhone(), servers));

  await expectAlert(page, /no account with|does not exist/);
  await page.goto('/');
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
});

/** Creates an account with a phone number and a password. */
const register = async (page: Page, password: string) => {
  await page.locator('input[name=newPassword]').fill(password);
  await page.locator('input[name=confirmPassword]').fill(password);
  await page.getByRole('button', { name: 'Save password' }).click();
  const greeting = page.getByRole('heading', { level: 1, name: /^Hello, / });
  await expect(greeting).toBeVisible();
  return greeting.textContent();
};

test.describe('where new users register by phone', () => {
  test.beforeEach(({ localLogto }) => localLogto.setFaults({ registerByPhone: true }));

  test('a visitor with a new number creates an account, and is signed in to it with the next code', async ({
    page,
    servers,
  }) => {
    const phone = newPhone();
    await enterCode(page, await startPhoneSignIn(page, phone, servers));
    await expect(page.getByText('Create one?')).toBeVisible();
    await page.getByRole('button', { name: 'Continue' }).click();
    const greeting = await register(page, 'correct-horse-battery');
    await signOut(page);

    await enterCode(page, await startPhoneSignIn(page, phone, servers));

    await expect(page.getByRole('heading', { level: 1 })).toHaveText(greeting ?? '');
  });

  test('a visitor who has forgotten the password sets another one with a code, and signs in with it', async ({
    page,
    servers,
  }) => {
    const phone = newPhone();
    await page.goto('/');
    await page.getByRole('button', { name: 'Create account' }).click();
    await enterCode(page, await submitPhone(page, 'Create account', phone, servers));
    const greeting = await register(page, 'correct-horse-battery');
    await signOut(page);

    await startPhoneSignIn(page, phone, servers);
    await page.getByText('Use your password').click();
    await page.getByText('Forgot your password?').click();
    await enterCode(page, await submitPhone(page, 'Continue', phone, servers));
    await page.locator('input[name=newPassword]').fill('another-horse-battery');
    await page.getByRole('button', { name: 'Save password' }).click();
    await expectAlert(page, /Password changed/);

    await startPhoneSignIn(page, phone, servers);
    await page.getByText('Use your password').click();
    const password = page.locator('input[name=password]');
    await password.fill('correct-horse-battery');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expectAlert(page, /Incorrect account or password/);
    await password.fill('another-horse-battery');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(greeting ?? '');
  });
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test.skip(Boolean(otherLogto), "a real Logto's pages need JavaScript");

  test('a visitor can sign in by phone', async ({ page, servers }) => {
    const code = await startPhoneSignIn(page, alicesPhone, servers);
    await page.locator('input[name=passcode_0]').fill(code);
    await page.keyboard.press('Enter');

    await expectAlice(page);
  });
});
