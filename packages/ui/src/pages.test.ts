import { expect, test } from 'vitest';
import { pages } from './pages.ts';

test('the navigation has six pages, in this order', () => {
  expect(pages.map(({ path, label }) => [path, label])).toEqual([
    ['/', 'Home'],
    ['/claims', 'Claims'],
    ['/userinfo', 'Userinfo'],
    ['/resources', 'Resources'],
    ['/organizations', 'Organizations'],
    ['/session', 'Session'],
  ]);
});

test('every summary is one sentence', () => {
  for (const { summary } of pages) expect(summary).toMatch(/^[A-Z][^.]+\.$/);
});
