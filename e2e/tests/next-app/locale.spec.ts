import { users } from '@repo/config';
import { get } from '../../support/post.ts';
import { expect, test } from '../../support/test.ts';

test('a visitor who has chosen German is asked to sign in in German, and returns to the protected page', async ({
  page,
  context,
  servers,
}) => {
  await context.addCookies([{ name: 'locale', value: 'de', url: servers.app }]);
  const asked = page.waitForRequest((sent) => sent.url().startsWith(`${servers.logto}/oidc/auth?`));
  await page.goto('/claims');

  expect(new URL((await asked).url()).searchParams.get('ui_locales')).toBe('de');
  // The names of buttons and labels are in German.
  await page.locator('input[name=identifier]').fill(users.alice.username);
  await page.keyboard.press('Enter');
  await page.locator('input[name=password]').fill(users.alice.password);
  await page.keyboard.press('Enter');

  await expect(page).toHaveURL('/claims');
  await expect(page.getByRole('table')).toContainText('alice@example.com');
});

test('a visitor whose locale cookie is not a language tag sees the page', async ({ servers }) => {
  for (const locale of ['%E6%BC%A2', '%0D%0A', 'x'.repeat(3000)]) {
    const { statusCode } = await get(servers.app, { cookie: `locale=${locale}` });
    expect(statusCode, locale).toBe(200);
  }
});
