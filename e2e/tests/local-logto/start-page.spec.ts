import { expect, type Page, test } from '@playwright/test';
import { users } from '@repo/config';
import { expectNoViolations } from '../../support/axe.ts';
import { startLogtoWithApp } from '../../support/logto-with-app.ts';
import { fillSignInForm } from '../../support/visitor.ts';

let at: Awaited<ReturnType<typeof startLogtoWithApp>>;
test.beforeAll(async () => {
  at = await startLogtoWithApp();
});
test.beforeEach(async () => {
  await at.control.behave();
  await at.control.clearRequests();
});
test.afterAll(() => at.close());

/** Begins a sign-in, which is one line in the list of requests. */
const startSignIn = (page: Page) => page.request.get(at.signIn);

const lines = (page: Page) => page.locator('#flows summary');

test('a developer reads a request while new ones arrive', async ({ page }) => {
  await page.goto(at.startPage);
  await startSignIn(page);
  const first = lines(page).last();
  await first.focus();
  await page.keyboard.press('Enter');
  const request = page.getByRole('cell', { name: 'GET /oidc/auth', exact: true });
  await expect(request).toBeVisible();

  await startSignIn(page);
  await expect(lines(page)).toHaveCount(2);
  await expect(request).toBeVisible();
  await expect(first).toBeFocused();
});

test('a developer pauses the list, and goes on', async ({ page }) => {
  await page.clock.install();
  await page.goto(at.startPage);
  const pause = page.getByRole('button', { name: 'Pause' });
  await pause.click();
  await startSignIn(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.clock.runFor(10_000);
  expect(asked).toEqual([]);

  await pause.click();
  await page.clock.runFor(2000);
  await expect(lines(page)).toHaveCount(1);
});

test('a developer turns a fault on and off without losing their place', async ({ page }) => {
  await page.goto(at.startPage);
  await page.getByRole('button', { name: 'Turn on: Down' }).click();
  const off = page.getByRole('button', { name: 'Turn off: Down' });
  await expect(off).toBeFocused();
  await expect(page.locator('#current-faults')).toContainText('PUT /local/faults {"down":true}');
  await expect(startSignIn(page)).rejects.toThrow();

  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Turn on: Down' })).toBeFocused();
  expect((await startSignIn(page)).status()).toBe(200);
});

test('a developer is told when local Logto does not answer', async ({ page }) => {
  await page.goto(at.startPage);
  await page.route('**/local', (route) => route.abort());
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.locator('#requests').getByRole('status')).toHaveText('Local Logto does not answer.');
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
    test.use({ javaScriptEnabled });

    test('a visitor fills in a user at the press of a button', async ({ page }) => {
      await page.goto(at.signIn);
      await page
        .getByRole('group', { name: 'Fill in a demo user' })
        .getByRole('button', { name: 'bob' })
        .click();
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await page.getByRole('button', { name: 'Continue', exact: true }).click();
      await expect(page).toHaveURL(`${at.home}/signed-in`);
    });
  });
}

test('nothing scrolls sideways on a screen 320 pixels wide', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await startSignIn(page);
  for (const address of [at.startPage, at.signIn, at.signUp]) {
    await page.goto(address);
    for (const line of await lines(page).all()) await line.click();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  }
});

test('the start page meets WCAG AA, with a fault on and an open line', async ({ page }) => {
  await page.goto(at.signIn);
  await fillSignInForm(page, users.alice);
  await expect(page).toHaveURL(`${at.home}/signed-in`);
  await at.control.setFaults({ denyNextSignIn: true });
  await page.goto(at.startPage);
  await lines(page).first().click();
  await expect(page.getByRole('cell', { name: 'GET /oidc/auth', exact: true })).toBeVisible();
  await expectNoViolations(page);
});

test.describe('in forced colors', () => {
  test.use({ forcedColors: 'active' });

  test('a button that is pressed, and a fault that is on, can be told from others', async ({ page }) => {
    await at.control.setFaults({ denyNextSignIn: true });
    await page.goto(at.startPage);
    await expect(page.getByRole('heading', { name: 'Deny the next sign-in on' })).toBeVisible();

    const pause = page.getByRole('button', { name: 'Pause' });
    const background = () => pause.evaluate((button) => getComputedStyle(button).backgroundColor);
    const before = await background();
    await pause.click();
    await expect(pause).toHaveAttribute('aria-pressed', 'true');
    expect(await background()).not.toBe(before);
  });
});
