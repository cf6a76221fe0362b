import { expect, test } from 'vitest';
import { checkUser } from './check-user.ts';
import { classifyFailure } from './failures.ts';

const claims = { sub: 'bob' };

test('a form that was shown to the user who is signed in may be posted', () => {
  expect(() => checkUser('bob', claims)).not.toThrow();
});

test.each([undefined, null])('a request that is no form names no user: %s', (user) => {
  expect(() => checkUser(user, claims)).not.toThrow();
});

test.each(['alice', '', 'Bob'])('a form that was shown to somebody else is refused: "%s"', (user) => {
  const refuse = () => checkUser(user, claims);

  expect(refuse).toThrow();
  try {
    refuse();
  } catch (error) {
    expect(classifyFailure(error)).toBe('replaced');
  }
});
