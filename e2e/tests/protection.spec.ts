import { users } from '@repo/config';
import { protectedPaths } from '../support/paths.ts';
import { expect, test } from '../support/test.ts';
import { fillSignInForm } from '../support/visitor.ts';

for (const path of protectedPaths) {
  test(`a signed-out visitor of ${path} is redirected to sign-in and back`, async ({ page }) => {
    await page.goto(path);
    await fillSignInForm(page, users.alice);

    await expect(page).toHaveURL(path);
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  });
}

for (const path of ['/', ...protectedPaths]) {
  test(`no browser or proxy may cache a signed-in visitor's ${path}`, async ({ context, signedInAs }) => {
    await signedInAs(users.alice);

    const response = await context.request.get(path);

    expect(await response.text()).toContain('Sign out');
    expect(response.headers()['cache-control']).toContain('private');
    expect(response.headers()['cache-control']).toContain('no-store');
  });
}
