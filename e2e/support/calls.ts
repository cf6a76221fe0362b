import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';

/** Presses a button of a panel and waits for the API's answer. */
export const call = async (page: Page, panel: string, button: string): Promise<Locator> => {
  const region = page.getByRole('region', { name: panel, exact: true });
  const status = region.getByRole('status');
  await region.getByRole('button', { name: button, exact: true }).click();
  await expect(status).not.toBeEmpty();
  return status;
};

/** The row of one claim in the decoded access token that a panel shows. A random value could contain the name alone. */
export const claimOf = (page: Page, panel: string, claim: string): Locator =>
  page
    .getByRole('table', { name: `Access token for ${panel}` })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: claim, exact: true }) });
