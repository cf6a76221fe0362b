import { expect, test } from 'vitest';
import { readSearch } from './search.ts';

const isFound = (search: string, name: string) =>
  readSearch(new URLSearchParams({ search }), ['name'])({ name });

test.each([
  ['shop', 'Shop', true],
  ['shop', 'Workshop', false],
  ['%shop', 'Workshop', true],
  ['%shop', 'Shops', false],
  ['shop%', 'Shops', true],
  ['%%o%', 'Shop', true],
  ['s__p', 'Shop', true],
  ['s_p', 'Shop', false],
  ['%ab%b', 'aab', false],
  ['%a_c%d', 'abdabcd', true],
  ['s.*p', 'Shop', false],
  ['%', '', true],
  ['_', '', false],
  ['', '', true],
])('"%s" finds "%s": %s', (search, name, found) => {
  expect(isFound(search, name)).toBe(found);
});

test('a search with many wildcards keeps nobody waiting', () => {
  const start = performance.now();

  expect(isFound(`${'%a'.repeat(30)}%b`, 'a'.repeat(100))).toBe(false);
  expect(performance.now() - start).toBeLessThan(1000);
});
