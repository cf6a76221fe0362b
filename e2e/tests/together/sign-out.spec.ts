import { appNames, users } from '@repo/config';
import { startTogether } from '../../support/another-instance.ts';
import { signInWithoutPage } from '../../support/signed-in.ts';
import { expect, type Page, test } from '../../support/test.ts';

const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true });

let addresses: string[] = [];
let stop = async () => {};

// Starts three apps.
test.slow();

test.beforeAll(async ({ servers }) => {
  ({ addresses, stop } = await startTogether(appNames, { SESSION_STORE: servers.redis }));
});

test.afterAll(() => stop());

for (const [place, name] of appNames.entries()) {
  test(`a visitor of three apps who signs out of ${name} is signed out of the others at once`, async ({
    page,
    context,
  }) => {
    const [address = '', ...others] = [...addresses.slice(place), ...addresses.slice(0, place)];
    await context.addCookies(await signInWithoutPage(address, users.alice));
    for (const other of others) {
      // Logto already has a session, so the visitor sees no sign-in page.
      await page.goto(`${other}/claims`);
      await expect(page.getByRole('heading', { level: 1, name: 'Claims' })).toBeVisible();
    }

    await page.goto(address);
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await expect(signInButton(page)).toBeVisible();

    for (const other of others) {
      await page.goto(other);
      await expect(signInButton(page)).toBeVisible();
    }
  });
}
