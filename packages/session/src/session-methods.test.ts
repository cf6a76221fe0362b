import { createServer } from 'node:http';
import express from 'express';
import session from 'express-session';
import { afterEach, expect, test } from 'vitest';
import { destroySession, isEmptySession, regenerateSession, saveSession } from './session-methods.ts';
import { listen } from './test/redis-server.ts';
import { secret } from './test/visitor.ts';

const closing: Array<() => void> = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** Runs a handler on a request that has a session in this store. */
const withSession = async (store: session.Store, handle: (request: express.Request) => Promise<unknown>) => {
  const app = express();
  app.use(session({ secret, store, resave: false, saveUninitialized: false }));
  app.get('/', async (request, response) => {
    response.json(await handle(request));
  });
  const { server, port } = await listen(createServer(app));
  closing.push(() => server.close());
  const response = await fetch(`http://127.0.0.1:${port}/`);
  return JSON.parse(await response.text());
};

const idsIn = (store: session.MemoryStore) =>
  new Promise((resolve) => {
    store.all((_, sessions) => resolve(Object.keys(sessions ?? {})));
  });

test('a session is saved at once, deleted, and replaced by an empty one with a new id', async () => {
  const store = new session.MemoryStore();

  const [one, other] = await withSession(store, async (request) => {
    const first = request.sessionID;
    Object.assign(request.session, { idToken: 'an ID token' });
    await saveSession(request);
    expect(await idsIn(store)).toEqual([first]);

    await regenerateSession(request);
    expect(await idsIn(store)).toEqual([]);
    expect(isEmptySession(request.session)).toBe(true);
    const second = request.sessionID;
    await destroySession(request);
    await expect(saveSession(request)).rejects.toThrow('the session has already ended');
    return [first, second];
  });

  expect(other).not.toBe(one);
});

test('a store that fails rejects', async () => {
  const store = new session.MemoryStore();
  store.set = (_id, _data, done) => done?.(new Error('The store is down'));

  expect(await withSession(store, (request) => saveSession(request).catch(String))).toBe(
    'Error: The store is down',
  );
});

test('a session is empty if it holds nothing but its cookie', () => {
  expect(isEmptySession({ cookie: {}, idToken: undefined })).toBe(true);
  expect(isEmptySession({ cookie: {}, idToken: '' })).toBe(false);
});
