import { expect, test } from 'vitest';
import { mergeSession } from './merge-session.ts';
import { cached } from './test/visitor.ts';

const user = { idToken: 'an ID token', refreshToken: 'a refresh token' };

test('a request that changed nothing leaves what others wrote', () => {
  const stored = { ...user, accessToken: cached('@', '@api') };

  expect(mergeSession(stored, user, user)).toEqual(stored);
});

test('a request adds its changes and keeps fields it did not know', () => {
  expect(
    mergeSession({ ...user, refreshToken: 'a rotated refresh token', attempt: 1 }, user, {
      ...user,
      idToken: 'a new ID token',
      cookie: { path: '/' },
    }),
  ).toEqual({
    idToken: 'a new ID token',
    refreshToken: 'a rotated refresh token',
    attempt: 1,
    cookie: { path: '/' },
  });
});

test('a removed field is removed, and of two changes to a field the later wins', () => {
  expect(
    mergeSession(
      { idToken: 'theirs', a: 1, b: 2 },
      { idToken: 'old', a: 1, b: 2 },
      { idToken: 'mine', b: 2 },
    ),
  ).toEqual({ idToken: 'mine', b: 2 });
});

test('access tokens are added, replaced and removed one by one', () => {
  const merged = mergeSession(
    { ...user, accessToken: cached('@', '@old', '@theirs') },
    { ...user, accessToken: cached('@', '@old') },
    { ...user, accessToken: cached('@', '@mine') },
  );

  expect(merged).toEqual({ ...user, accessToken: cached('@', '@theirs', '@mine') });
});

test('a cleared token cache gets only new tokens', () => {
  const base = { ...user, accessToken: cached('@', '@api') };

  expect(mergeSession(user, base, { ...base, idToken: 'a new ID token' })).toEqual({
    ...user,
    idToken: 'a new ID token',
  });
  expect(mergeSession(user, base, { ...user, accessToken: cached('@', '@api', '@new') })).toEqual({
    ...user,
    accessToken: cached('@new'),
  });
});

test('an unreadable token cache counts as empty', () => {
  expect(mergeSession({ ...user, accessToken: '{' }, user, { ...user, accessToken: cached('@') })).toEqual({
    ...user,
    accessToken: cached('@'),
  });
});

test('a signed-out session gets nothing from the user', () => {
  const mine = { ...user, accessToken: cached('@'), refreshToken: 'a rotated refresh token' };

  expect(mergeSession({ cookie: 1 }, user, mine)).toEqual({ cookie: 1 });
});
