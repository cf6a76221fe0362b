import { expect, type Page } from '@playwright/test';
import type { User } from '@repo/tenant';

/** Reads the claims table on the page: each claim's name and value, as text. */
export const readClaims = async (page: Page): Promise<Record<string, string>> => {
  const rows = page
    .getByRole('table')
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader') });
  await expect(rows).not.toHaveCount(0);
  // In one step, because the table has up to forty rows.
  const entries = await rows.evaluateAll((rows) =>
    rows.map((row) => [
      row.querySelector('th')?.textContent ?? '',
      row.querySelector('td')?.textContent ?? '',
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
