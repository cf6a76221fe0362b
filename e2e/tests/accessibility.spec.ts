import { users } from '@repo/config';
import { expectNoViolations } from '../support/axe.ts';
import { openOrganization } from '../support/organizations.ts';
import { protectedPaths } from '../support/paths.ts';
import { expect, test } from '../support/test.ts';

test('/ meets WCAG AA for a signed-out visitor', async ({ page }) => {
  await page.goto('/');
  await expectNoViolations(page);
});

test('/admin meets WCAG AA for carol, who may see it', async ({ page, signedInAs }) => {
  await signedInAs(users.carol);
  await page.goto('/admin');
  await expect(page.getByRole('heading', { level: 1, name: 'Admin' })).toBeVisible();
  await expectNoViolations(page);
});

test('the page of an organization meets WCAG AA, with its switcher open', async ({ page, signedInAs }) => {
  await signedInAs(users.alice);
  await openOrganization(page, 'Acme');
  await page.getByText('Switch organization').click();
  await expectNoViolations(page);
});

// alice may not see /admin.
for (const path of ['/', ...protectedPaths, '/admin', '/no/such/page']) {
  test(`${path} meets WCAG AA for a signed-in visitor`, async ({ page, signedInAs }) => {
    await signedInAs(users.alice);
    await page.goto(path);
    await expectNoViolations(page);
  });
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test('no page scrolls sideways', async ({ page, signedInAs }) => {
    await signedInAs(users.alice);
    await openOrganization(page, 'Acme');
    const organization = new URL(page.url()).pathname;
    for (const path of ['/', ...protectedPaths, organization, '/no/such/page']) {
      await page.goto(path);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow, path).toBe(0);
    }
  });
});

test('a visitor can sign in and out with the keyboard alone', async ({ page }) => {
  await page.goto('/');
  const signInButton = page.getByRole('button', { name: 'Sign in', exact: true });
  // Skip link, brand, links to the other apps, then the buttons. Many more stops would be a bug too.
  for (let stops = 0; stops < 9; stops += 1) {
    await page.keyboard.press('Tab');
    if (await signInButton.evaluate((button) => button === document.activeElement)) break;
  }
  await expect(signInButton).toBeFocused();
  await page.keyboard.press('Enter');
  await page.locator('input[name=identifier]').focus();
  await page.keyboard.type('alice');
  // A Logto that sends codes asks for the password on a page of its own; others may have buttons between the fields.
  if (!(await page.locator('input[name=password]').isVisible())) await page.keyboard.press('Enter');
  await page.locator('input[name=password]').focus();
  await page.keyboard.type(users.alice.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Hello, Alice Liddell' })).toBeVisible();

  const signOutButton = page.getByRole('button', { name: 'Sign out' });
  for (let stops = 0; stops < 12; stops += 1) {
    await page.keyboard.press('Tab');
    if (await signOutButton.evaluate((button) => button === document.activeElement)) break;
  }
  await expect(signOutButton).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(signInButton).toBeVisible();
});
