import { expect, type Page, test } from '@playwright/test';
import { users } from '@repo/config';
import { expectNoViolations } from '../../support/axe.ts';
import { startLogtoWithApp } from '../../support/logto-with-app.ts';
import { fillSignInForm, newUsername } from '../../support/visitor.ts';

let at: Awaited<ReturnType<typeof startLogtoWithApp>>;
test.beforeAll(async () => {
  at = await startLogtoWithApp();
});
test.afterAll(() => at.close());

const choosePassword = async (page: Page, password: string, confirmed: string) => {
  await page.goto(at.signUp);
  await page.getByLabel('Username').fill(newUsername());
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Confirm password').fill(confirmed);
  await page.keyboard.press('Enter');
};

test('a visitor of an app that redirects on to another origin gets there after sign-in and sign-out', async ({
  page,
}) => {
  await page.goto(at.signIn);
  await fillSignInForm(page, users.alice);
  await expect(page).toHaveURL(`${at.home}/signed-in`);

  await page.goto(at.signOut);
  await expect(page).toHaveURL(`${at.home}/signed-out`);
});

test('a visitor who registers with two different passwords reads so above the first field, which has the focus', async ({
  page,
}) => {
  await choosePassword(page, 'correct-horse-battery', 'correct-horse-batery');

  const password = page.getByLabel('Password', { exact: true });
  await expect(password).toBeFocused();
  await expect(password).toHaveAccessibleDescription('The two passwords differ. Enter both again.');
  const [error, field] = await Promise.all([page.getByRole('alert').boundingBox(), password.boundingBox()]);
  expect((error?.y ?? 0) + (error?.height ?? 0)).toBeLessThanOrEqual(field?.y ?? 0);

  // The focus is where the visitor types again.
  await page.keyboard.type('correct-horse-battery');
  await page.keyboard.press('Tab');
  await page.keyboard.type('correct-horse-battery');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${at.home}/signed-in`);
});

test("a developer ends a user's sessions on the start page, and the user signs in again", async ({
  page,
}) => {
  await page.goto(at.signIn);
  await fillSignInForm(page, users.alice);
  await expect(page).toHaveURL(`${at.home}/signed-in`);
  await page.goto(at.startPage);
  await page.getByRole('button', { name: 'End sessions of alice' }).click();
  await expect(page.locator('#users').getByRole('status')).toHaveText(/^alice: \d+ sessions? ended\.$/);

  await page.goto(at.signIn);
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
});

test('the sign-in page meets WCAG AA, also after a wrong password', async ({ page }) => {
  await page.goto(at.signIn);
  await expectNoViolations(page);
  await fillSignInForm(page, { username: 'alice', password: 'not-her-password' });
  await expect(page.getByRole('alert')).toBeVisible();
  await expectNoViolations(page);
});

test('the account pages meet WCAG AA, also after a wrong password', async ({ page }) => {
  await page.goto(at.accountPage);
  await fillSignInForm(page, users.alice);
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible();
  await expectNoViolations(page);
  await page.getByRole('link', { name: 'Change password' }).click();
  await page.getByLabel('Current password').fill('not-her-password');
  await page.getByLabel('New password').fill('a-new-password');
  await page.getByRole('button', { name: 'Save password' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expectNoViolations(page);
});

test('the registration pages meet WCAG AA, also after two different passwords', async ({ page }) => {
  await page.goto(at.signUp);
  await expectNoViolations(page);
  await choosePassword(page, 'one-password', 'another-password');
  await expect(page.getByRole('alert')).toBeVisible();
  await expectNoViolations(page);
});

test.describe('in forced colors', () => {
  test.use({ forcedColors: 'active' });

  test('what has a background otherwise has a visible border', async ({ page }) => {
    await page.goto(at.signIn);
    await fillSignInForm(page, { username: 'alice', password: 'not-her-password' });
    await expect(page.getByRole('alert')).toBeVisible();

    for (const part of [page.getByRole('button'), page.getByRole('alert'), page.getByLabel('Password')]) {
      const { width, color, background } = await part.evaluate((element) => {
        const style = getComputedStyle(element);
        const width = Number.parseFloat(style.borderLeftWidth);
        return { width, color: style.borderLeftColor, background: style.backgroundColor };
      });
      expect(width).toBeGreaterThan(0);
      expect(color).not.toBe(background);
    }
  });
});
