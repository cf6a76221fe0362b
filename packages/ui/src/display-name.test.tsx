import { expect, test } from 'vitest';
import { displayName } from './display-name.ts';

test('a visitor with a name is called by it', () => {
  expect(displayName({ name: 'Alice Liddell', username: 'alice', sub: '4ivc07cojqso' })).toBe(
    'Alice Liddell',
  );
});

test.each([null, undefined, '', ' ', 7])('a visitor whose name is %j is called by the username', (name) => {
  expect(displayName({ name, username: 'bob', sub: 'e285b8r48n8z' })).toBe('bob');
});

test('a visitor with neither is called by the subject', () => {
  expect(displayName({ name: null, username: null, sub: 'e285b8r48n8z' })).toBe('e285b8r48n8z');
});
