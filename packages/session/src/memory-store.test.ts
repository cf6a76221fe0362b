import { promisify } from 'node:util';
import session from 'express-session';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createMemoryStore } from './memory-store.ts';

const minute = 60 * 1000;
const hour = 60 * minute;

const visitor = { cookie: new session.Cookie(), idToken: 'an ID token' };

const createStore = () => {
  const store = createMemoryStore();
  return {
    get: promisify(store.get.bind(store)),
    set: promisify(store.set.bind(store)),
    destroy: promisify(store.destroy.bind(store)),
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

  await set('an id', visitor);
  expect(await get('an id')).toMatchObject({ idToken: 'an ID token' });

  await set('an id', { cookie: new session.Cookie() });
  expect(await get('an id')).not.toHaveProperty('idToken');
  expect(await get('another id')).toBeUndefined();

  await destroy('an id');
  expect(await get('an id')).toBeUndefined();
});

test('of more than 10,000 sessions, those that were used last stay', async () => {
  const { get, set } = createStore();
  await set('unused', visitor);
  await set('used', visitor);
  await Promise.all(Array.from({ length: 9_998 }, (_, index) => set(`visitor ${index}`, visitor)));
  await get('used');
  await set('one more', visitor);

  expect(await get('used')).toMatchObject({ idToken: 'an ID token' });
  expect(await get('unused')).toBeUndefined();
});

test('a session lives for a day after its last change, unless its cookie says otherwise', async () => {
  setClock();
  const { get, set } = createStore();
  await set('a visitor', visitor);
  await set('another', { ...visitor, cookie: Object.assign(new session.Cookie(), { maxAge: 2 * hour }) });

  vi.setSystemTime(Date.now() + 2 * hour + minute);
  expect(await get('another')).toBeUndefined();

  vi.setSystemTime(Date.now() + 21 * hour + 58 * minute);
  expect(await get('a visitor')).toMatchObject({ idToken: 'an ID token' });
  vi.setSystemTime(Date.now() + 2 * minute);
  expect(await get('a visitor')).toBeUndefined();
});

test('a destroyed session stays destroyed when a running request saves it', async () => {
  const { get, set, destroy } = createStore();
  await set('an id', visitor);
  await destroy('an id');
  await set('an id', visitor);

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
