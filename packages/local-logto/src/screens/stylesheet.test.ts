import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stylesheet } from './stylesheet.ts';

/** The custom properties of `:root`. */
const valuesIn = (css: string): Record<string, string> => {
  const [, block = ''] = /:root \{([^}]*)\}/.exec(css) ?? [];
  return Object.fromEntries(
    [...block.matchAll(/(--[\w-]+): ([^;]+);/g)].map(([, name, value]) => [name, value]),
  );
};

test('the screens have the colors, the fonts and the corners of the apps', () => {
  const apps = valuesIn(readFileSync(new URL('../../../ui/src/styles.css', import.meta.url), 'utf8'));
  expect(Object.keys(apps).length).toBeGreaterThan(10);
  expect(valuesIn(stylesheet)).toEqual(apps);
});
