import { expect, test } from 'vitest';
import { cached } from '../test/visitor.ts';
import { mergeSession } from './merge-session.ts';

const user = { idToken: 'an ID token', refreshToken: 'a refresh token' };

test('a request that changed nothing leaves what others wrote', () => {
  const stored = { ...user, accessToken: cached('@', '@api') };

  expect(mergeSession(stored, user, user)).toEqual(stored);
});

test('each adds what it changed, and leaves what it did not know of', () => {
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

test('what a request removed is gone, and what both changed is as the later one has it', () => {
  expect(
    mergeSession(
      { idToken: 'theirs', a: 1, b: 2 },
      { idToken: 'old', a: 1, b: 2 },
      { idToken: 'mine', b: 2 },
    ),
  ).toEqual({ idToken: 'mine', b: 2 });
});

test('access tokens are merged one by one: added, replaced and removed', () => {
  const merged = mergeSession(
    { ...user, accessToken: cached('@', '@old', '@theirs') },
    { ...user, accessToken: cached('@', '@old') },
    { ...user, accessToken: cached('@', '@mine') },
  );

  expect(merged).toEqual({ ...user, accessToken: cached('@', '@theirs', '@mine') });
});

test('a cache that was cleared stays cleared, and gets new tokens only', () => {
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

test('a cache that nobody can read is an empty one', () => {
  expect(mergeSession({ ...user, accessToken: '{' }, user, { ...user, accessToken: cached('@') })).toEqual({
    ...user,
    accessToken: cached('@'),
  });
});

test('nothing of a user comes into a session that was signed out, a new attempt excepted', () => {
  const mine = { ...user, accessToken: cached('@'), refreshToken: 'a rotated refresh token' };

  expect(mergeSession({ cookie: 1 }, user, mine)).toEqual({ cookie: 1 });
  expect(mergeSession({ cookie: 1 }, user, { ...mine, signInSession: 'mine' })).toEqual({
    cookie: 1,
    signInSession: 'mine',
  });
  expect(
    mergeSession(
      { signInSession: 'theirs' },
      { ...user, signInSession: 'old' },
      { ...mine, signInSession: 'old' },
    ),
  ).toEqual({ signInSession: 'theirs' });
});
