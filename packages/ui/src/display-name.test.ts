import { expect, test } from 'vitest';
import { displayName } from './display-name.ts';

test('the display name is the name', () => {
  expect(displayName({ name: 'Alice Liddell', username: 'alice', sub: '4ivc07cojqso' })).toBe(
    'Alice Liddell',
  );
});

test.each([null, undefined, '', ' ', 7])('the display name is the username if the name is %j', (name) => {
  expect(displayName({ name, username: 'bob', sub: 'e285b8r48n8z' })).toBe('bob');
});

test('the display name is the subject if there is neither a name nor a username', () => {
  expect(displayName({ name: null, username: null, sub: 'e285b8r48n8z' })).toBe('e285b8r48n8z');
});
