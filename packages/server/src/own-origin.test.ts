import { expect, test } from 'vitest';
import { isOwnOrigin } from './own-origin.ts';

test.each([
  ['https://shop.example.com', true],
  [undefined, true],
  ['null', false],
  ['https://evil.example', false],
  ['https://shop.example.com.evil.example', false],
  ['http://shop.example.com', false],
])('a POST from %s is of the app itself: %s', (origin, isOwn) => {
  expect(isOwnOrigin(origin, { baseUrl: 'https://shop.example.com' })).toBe(isOwn);
});
