import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type axe from 'axe-core';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

// Not `axe.source`, which is twice as large and takes twice as long to send to a page.
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const rulesOfColors = ['color-contrast', 'link-in-text-block'];

const schemes = [
  { colorScheme: 'light', runOnly: { type: 'tag', values: tags } },
  // The markup is the same, so only colors are left to check.
  { colorScheme: 'dark', runOnly: { type: 'rule', values: rulesOfColors } },
] as const;

/** Expects that axe finds no violation of WCAG 2.2 AA or of its own best practices on the page, in light and dark colors. */
export const expectNoViolations = async (page: Page) => {
  await page.evaluate(source);
  for (const { colorScheme, runOnly } of schemes) {
    // Without motion, axe catches no color in mid-transition.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await page.evaluate(
      (rules) => window.axe.run({ runOnly: rules, resultTypes: ['violations'] }),
      { ...runOnly, values: [...runOnly.values] },
    );
    const found = violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target) }));
    expect(found, `in ${colorScheme} colors`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
};
