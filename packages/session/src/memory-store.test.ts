import { promisify } from 'node:util';
import session from 'express-session';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createMemoryStore } from './memory-store.ts';

const minute = 60 * 1000;
const hour = 60 * minute;

const attempt = { cookie: new session.Cookie(), signInSession: 'an attempt' };
const visitor = { cookie: new session.Cookie(), idToken: 'an ID token' };

const createStore = () => {
  const store = createMemoryStore();
  return {
    get: promisify(store.get.bind(store)),
    set: promisify(store.set.bind(store)),
    destroy: promisify(store.destroy.bind(store)),
    touch: promisify(store.touch.bind(store)),
  };
};

const setClock = () => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout'] });
  onTestFinished(() => {
    vi.useRealTimers();
  });
};

test('a session is found, replaced and destroyed by its id', async () => {
  const { get, set, destroy } = createStore();
  expect(await get('an id')).toBeUndefined();

  await set('an id', attempt);
  expect(await get('an id')).toMatchObject({ signInSession: 'an attempt' });

  await set('an id', visitor);
  expect(await get('an id')).toMatchObject({ idToken: 'an ID token' });
  expect(await get('an id')).not.toHaveProperty('signInSession');
  expect(await get('another id')).toBeUndefined();

  await destroy('an id');
  expect(await get('an id')).toBeUndefined();
});

test('a session without an ID token replaces the one of a visitor', async () => {
  const { get, set } = createStore();
  await set('an id', visitor);
  await set('an id', attempt);

  expect(await get('an id')).not.toHaveProperty('idToken');
});

test('sign-in attempts never displace visitors', async () => {
  const { get, set } = createStore();
  await set('a visitor', visitor);
  await set('an attempt', attempt);
  await Promise.all(Array.from({ length: 10_000 }, (_, index) => set(`attempt ${index}`, attempt)));

  expect(await get('a visitor')).toMatchObject({ idToken: 'an ID token' });
  expect(await get('an attempt')).toBeUndefined();
});

test('a visit extends the life of a visitor, not of an attempt', async () => {
  setClock();
  const { get, set, touch } = createStore();
  await set('a visitor', visitor);
  await set('an attempt', attempt);

  vi.setSystemTime(Date.now() + 59 * minute);
  await touch('a visitor', visitor);
  await touch('an attempt', attempt);
  expect(await get('an attempt')).toMatchObject({ signInSession: 'an attempt' });

  vi.setSystemTime(Date.now() + 2 * minute);
  expect(await get('an attempt')).toBeUndefined();

  vi.setSystemTime(Date.now() + 24 * hour - 3 * minute);
  expect(await get('a visitor')).toMatchObject({ idToken: 'an ID token' });
  vi.setSystemTime(Date.now() + 2 * minute);
  expect(await get('a visitor')).toBeUndefined();
});

test('a destroyed session stays destroyed when a running request saves it', async () => {
  const { get, set, destroy } = createStore();
  await set('an id', visitor);
  await destroy('an id');
  await set('an id', visitor);
  await set('an id', attempt);

  expect(await get('an id')).toBeUndefined();
});

test('the id of a destroyed session is remembered for a minute', async () => {
  setClock();
  const { get, set, destroy } = createStore();
  await set('an id', visitor);
  await destroy('an id');

  vi.advanceTimersByTime(59 * 1000);
  await set('an id', visitor);
  expect(await get('an id')).toBeUndefined();

  vi.advanceTimersByTime(2 * 1000);
  await set('an id', visitor);
  expect(await get('an id')).toMatchObject({ idToken: 'an ID token' });
});

test('a destroyed sign-in attempt stays destroyed when a running request saves the tokens that it had before', async () => {
  const { get, set, destroy } = createStore();
  await set('an id', attempt);
  await destroy('an id');
  await set('an id', visitor);

  expect(await get('an id')).toBeUndefined();
});
