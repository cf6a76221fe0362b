import { expect, test } from 'vitest';
import { interactionId, withInteraction } from './interaction-cookie.ts';

test('the cookie names the sign-in of each app, and the latest one for an app without a sign-in', () => {
  const cookie = withInteraction(withInteraction(undefined, 'one', 'first'), 'two', 'second');
  expect(interactionId(cookie, 'one')).toBe('first');
  expect(interactionId(cookie, 'two')).toBe('second');
  expect(interactionId(cookie, 'three')).toBe('second');
  expect(interactionId(cookie, null)).toBe('second');
});

test('the cookie keeps the sign-ins of the latest ten apps only', () => {
  let cookie: string | undefined;
  for (let app = 1; app <= 20; app++) cookie = withInteraction(cookie, `app-${app}`, `id-${app}`);
  expect(Object.keys(JSON.parse(cookie ?? ''))).toHaveLength(11);
  expect(interactionId(cookie, 'app-11')).toBe('id-11');
  expect(interactionId(cookie, 'app-1')).toBe('id-20');
});

test.each(['', '{', 'null', '[]', '"text"', '{"app":1}', '{"_legacy":{}}'])(
  'the cookie "%s" names no sign-in',
  (cookie) => {
    expect(interactionId(cookie, 'app')).toBeUndefined();
  },
);
