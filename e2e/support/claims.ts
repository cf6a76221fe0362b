import type { Page } from '@playwright/test';
import type { User } from '@repo/tenant';

/** Reads the claims table on the page: each claim's name and value, as text. */
export const readClaims = async (page: Page): Promise<Record<string, string>> => {
  const rows = await page.getByRole('table').getByRole('row').all();
  const entries = await Promise.all(
    rows
      .slice(1)
      .map(async (row) => [
        (await row.getByRole('rowheader').textContent()) ?? '',
        (await row.getByRole('cell').first().textContent()) ?? '',
      ]),
  );
  return Object.fromEntries(entries);
};

/** What the guides document for a user of the tenant: `null` and `false` if nothing is set. */
export const promisedClaims = (user: User) => ({
  username: user.username,
  name: user.name ?? 'null',
  picture: user.avatar ?? 'null',
  email: user.primaryEmail ?? 'null',
  email_verified: String(Boolean(user.primaryEmail)),
  phone_number: user.primaryPhone ?? 'null',
  phone_number_verified: String(Boolean(user.primaryPhone)),
  roles: JSON.stringify(user.roles),
});
