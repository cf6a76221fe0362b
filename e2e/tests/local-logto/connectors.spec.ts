import { expect, type Page, test } from '@playwright/test';
import { users } from '@repo/config';
import { expectNoViolations } from '../../support/axe.ts';
import { startLogtoWithApp } from '../../support/logto-with-app.ts';

let at: Awaited<ReturnType<typeof startLogtoWithApp>>;
test.beforeAll(async () => {
  at = await startLogtoWithApp();
});
test.afterAll(() => at.close());

/** Enters a phone number, and returns the code that is sent there. */
const enterPhone = async (page: Page, phone: string = users.alice.primaryPhone): Promise<string> => {
  await page.goto(at.signIn);
  await page.locator('input[name=identifier]').fill(`+${phone}`);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Verify your phone number' })).toBeVisible();
  const message = (await at.control.messages()).find((candidate) => candidate.phone === phone);
  return message?.code ?? '';
};

const otherThan = (code: string): string => (code === '000000' ? '000001' : '000000');

test('a visitor types a code without leaving the keyboard, and is signed in after the last digit', async ({
  page,
}) => {
  const code = await enterPhone(page);
  await expect(page.locator('input[name=passcode_0]')).toBeFocused();
  await page.keyboard.type(otherThan(code));
  await expect(page.getByRole('alert')).toHaveText('Invalid verification code.');
  // A wrong digit is taken back, as in one field.
  await page.keyboard.type(`${code.slice(0, 2)}x`);
  await page.keyboard.press('Backspace');
  await page.keyboard.type(code.slice(1));
  await expect(page).toHaveURL(`${at.home}/signed-in`);
});

test('a visitor pastes a code into any box', async ({ page }) => {
  const code = await enterPhone(page);
  await page.locator('input[name=passcode_0]').evaluate((box, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', `Your code: ${text}`);
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }));
  }, code);
  await expect(page).toHaveURL(`${at.home}/signed-in`);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a visitor enters the whole code into the first box', async ({ page }) => {
    const code = await enterPhone(page);
    await page.locator('input[name=passcode_0]').fill(code);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(`${at.home}/signed-in`);
  });

  test('a visitor signs in at the provider of a connector', async ({ page }) => {
    await page.goto(at.signIn);
    await page.getByRole('button', { name: 'Continue with Wonderland' }).click();
    await page.getByLabel('Account').fill('visitor_without_scripts');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.getByLabel('Username').fill('visitor_without_scripts');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(`${at.home}/signed-in`);
  });
});

test('a visitor reads a message on the start page as soon as it is sent', async ({ page, context }) => {
  await page.goto(at.startPage);
  const messages = page.locator('#messages');
  const code = await enterPhone(await context.newPage(), '12025550155');
  await expect(messages).toContainText('+12025550155');
  await expect(messages).toContainText(`Samples: ${code} is your code to sign in.`);
});

test('the pages for a code meet WCAG AA, also after a wrong one', async ({ page }) => {
  const code = await enterPhone(page);
  await expectNoViolations(page);
  await page.keyboard.type(otherThan(code));
  await expect(page.getByRole('alert')).toBeVisible();
  await expectNoViolations(page);
});

test('the pages for a forgotten password meet WCAG AA', async ({ page }) => {
  await page.goto(at.signIn);
  await page.locator('input[name=identifier]').fill('alice');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.getByRole('heading', { name: 'Reset password' })).toBeVisible();
  await expectNoViolations(page);
});

test('the pages of social sign-in meet WCAG AA', async ({ page }) => {
  await page.goto(`${at.signIn}&direct_sign_in=social:wonderland`);
  await expectNoViolations(page);
  await page.getByLabel('Account').fill('alice');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Share your profile' })).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Allow' }).click();
  await expect(page.getByRole('heading', { name: 'Link or create account' })).toBeVisible();
  await expectNoViolations(page);
});
