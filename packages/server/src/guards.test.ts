import { expect, test } from 'vitest';
import { classifyFailure } from './failures.ts';
import { checkScopes, isOwnOrigin, missingScopes, ownAddress, refuseFormOfOtherUser } from './guards.ts';

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

const failureOf = (granted: string | undefined, required: string[]): unknown => {
  try {
    checkScopes(granted, required);
  } catch (error) {
    return error;
  }
};

test('a token with all required scopes, in any order and among others, passes', () => {
  expect(failureOf('a c b', ['b', 'a'])).toBeUndefined();
  expect(failureOf(undefined, [])).toBeUndefined();
});

test('a token without a required scope is forbidden, and the error names what is missing', () => {
  const error = failureOf('shopping:read', ['shopping:read', 'shopping:write', 'shopping:delete']);

  expect(classifyFailure(error)).toBe('forbidden');
  expect(missingScopes(error)).toEqual(['shopping:write', 'shopping:delete']);
});

test('a token without a scope claim, or with an empty one, has no scopes', () => {
  for (const granted of [undefined, ''])
    expect(missingScopes(failureOf(granted, ['read']))).toEqual(['read']);
});

test('a scope is not granted by another that contains its name', () => {
  for (const granted of ['read:all', 'unread', 'READ']) {
    expect(missingScopes(failureOf(granted, ['read'])), granted).toEqual(['read']);
  }
});

test('any other error names no scope', () => {
  for (const error of [new Error('Logto is down'), 'text', null, { missing: ['read'] }]) {
    expect(missingScopes(error)).toEqual([]);
  }
});

const claims = { sub: 'bob' };

test('a form that was shown to the user who is signed in may be posted', () => {
  expect(() => refuseFormOfOtherUser('bob', claims)).not.toThrow();
});

test.each([undefined, null])('a request that names no user is not refused: %s', (user) => {
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
