import { expect, type Page } from '@playwright/test';

/** Opens the page of one of the visitor's organizations from their list. */
export const openOrganization = async (page: Page, name: string) => {
  await page.goto('/organizations');
  await page.getByRole('list', { name: 'Organizations' }).getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
};
