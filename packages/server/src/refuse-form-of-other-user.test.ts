import { expect, test } from 'vitest';
import { classifyFailure } from './failures.ts';
import { refuseFormOfOtherUser } from './refuse-form-of-other-user.ts';

const claims = { sub: 'bob' };

test('a form that was shown to the user who is signed in may be posted', () => {
  expect(() => refuseFormOfOtherUser('bob', claims)).not.toThrow();
});

test.each([undefined, null])('a request that is no form names no user: %s', (user) => {
  expect(() => refuseFormOfOtherUser(user, claims)).not.toThrow();
});

test.each(['alice', '', 'Bob'])('a form that was shown to somebody else is refused: "%s"', (user) => {
  const refuse = () => refuseFormOfOtherUser(user, claims);

  expect(refuse).toThrow();
  try {
    refuse();
  } catch (error) {
    expect(classifyFailure(error)).toBe('replaced');
  }
});
