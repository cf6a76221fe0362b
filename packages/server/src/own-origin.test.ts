import { expect, test } from 'vitest';
import { isOwnOrigin, ownAddress } from './own-origin.ts';

const app = { baseUrl: 'https://shop.example.com' };

test.each([
  ['https://shop.example.com', true],
  [undefined, true],
  ['null', false],
  ['', false],
  ['https://evil.example', false],
  ['https://shop.example.com.evil.example', false],
  ['http://shop.example.com', false],
])('a POST with the origin %s comes from the app itself: %s', (origin, isOwn) => {
  expect(isOwnOrigin(origin, app)).toBe(isOwn);
});

test('a visitor returns to the page they asked for, with its query', () => {
  expect(ownAddress('/claims?from=mail', app)).toBe('https://shop.example.com/claims?from=mail');
});

test.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '@evil.example',
  undefined,
  ['/'],
])('a visitor never returns to another site: %j', (path) => {
  expect(new URL(ownAddress(path, app)).origin).toBe(app.baseUrl);
});
