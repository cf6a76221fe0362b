import { expect, test } from 'vitest';
import { isRecentSignIn } from './recent-sign-in.ts';

const now = Math.floor(Date.now() / 1000);

test.each([
  ['just now', { auth_time: now }, true],
  ['four minutes ago', { auth_time: now - 240 }, true],
  ['six minutes ago', { auth_time: now - 360 }, false],
  ['without a time', {}, false],
  ['at a time that is no number', { auth_time: String(now) }, false],
])('a sign-in %s', (_when, claims, isRecent) => {
  expect(isRecentSignIn(claims, 300)).toBe(isRecent);
});
