import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import express, { type RequestHandler } from 'express';
import session from 'express-session';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRedisStore } from './redis-store.ts';
import { decoded, hasRedisServer, listen, startRedis } from './test/redis-server.ts';
import { cached, secret } from './test/visitor.ts';

declare module 'express-session' {
  interface SessionData {
    idToken?: string;
    refreshToken?: string;
    accessToken?: string;
    signInSession?: string;
  }
}

const fourteenDays = 14 * 24 * 60 * 60;

/** An app with this handler, and a browser that keeps its cookie. */
const startApp = async (store: session.Store, handler: RequestHandler) => {
  const app = express();
  app.use(session({ secret, store, resave: false, saveUninitialized: false }));
  app.use(handler);
  const failed: express.ErrorRequestHandler = (error, _request, response, _next) => {
    response.status(503).send(error.name);
  };
  app.use(failed);
  const { server, port } = await listen(createServer(app));

  const browser = {
    cookie: '',
    get: async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${port}${path}`, {
        headers: { cookie: browser.cookie },
      });
      const [set] = response.headers.getSetCookie();
      if (set) browser.cookie = set.replace(/;.*/, '');
      return response.text();
    },
    close: () => server.close(),
  };
  return browser;
};

describe.skipIf(!hasRedisServer)('the Redis store of express-session', () => {
  let redis: Awaited<ReturnType<typeof startRedis>>;
  let store: ReturnType<typeof createRedisStore>;
  let browser: Awaited<ReturnType<typeof startApp>>;
  const steps = new EventEmitter();

  const handler: RequestHandler = async (request, response) => {
    const current = request.session;
    switch (request.path) {
      case '/sign-in':
        await promisify(current.regenerate.bind(current))();
        Object.assign(request.session, { idToken: 'an ID token', accessToken: cached('@') });
        break;
      case '/slow':
        steps.emit('began');
        await once(steps, 'go on');
        current.accessToken = cached('@', '@slow');
        break;
      case '/token':
        current.accessToken = cached('@', '@quick');
        break;
      case '/sign-out':
        await promisify(current.destroy.bind(current))();
        break;
      case '/describe':
        response.json(await store.describe(request.sessionID, 'a cookie'));
        return;
    }
    const { cookie: _, ...data } = request.session ?? {};
    response.json(data);
  };

  beforeAll(async () => {
    redis = await startRedis();
    store = createRedisStore({ url: redis.url, secret });
    browser = await startApp(store, handler);
  });
  beforeEach(async () => {
    browser.cookie = '';
    await redis.inside.flushAll();
  });
  afterAll(async () => {
    browser?.close();
    await redis?.stop();
  });

  const read = async () => JSON.parse(await browser.get('/'));

  test('returns a session unchanged', async () => {
    await browser.get('/sign-in');

    expect(await read()).toEqual({ idToken: 'an ID token', accessToken: cached('@') });
    expect(await redis.dump()).toHaveLength(1);
  });

  test('stores nothing for a visitor without a session', async () => {
    await read();

    expect(browser.cookie).toBe('');
    expect(await redis.dump()).toEqual([]);
  });

  test('deletes the old session at sign-in, and the session at sign-out', async () => {
    await browser.get('/token');
    const planted = browser.cookie;
    await browser.get('/sign-in');
    expect(browser.cookie).not.toBe(planted);
    expect(await redis.dump()).toHaveLength(1);

    await browser.get('/sign-out');
    expect(await redis.dump()).toEqual([]);
    expect(await read()).toEqual({});
  });

  test('writes no readable token and no id to Redis', async () => {
    await browser.get('/sign-in');
    const [{ key = '', value = '' } = {}] = await redis.dump();
    const dump = `${key} ${value} ${decoded(value)}`;
    const id = decodeURIComponent(browser.cookie).replace(/^connect\.sid=s:|\..*$/g, '');

    expect(id).toMatch(/^[\w-]{32}$/);
    for (const known of [id, 'an ID token', 'idToken', 'token for']) expect(dump).not.toContain(known);
  });

  test('keeps the changes of two concurrent requests', async () => {
    await browser.get('/sign-in');
    const [slow] = [browser.get('/slow'), await once(steps, 'began')];
    await browser.get('/token');
    steps.emit('go on');
    await slow;

    expect((await read()).accessToken).toBe(cached('@', '@quick', '@slow'));
  });

  test('does not restore a session when a request that began before sign-out saves it', async () => {
    await browser.get('/sign-in');
    const [slow] = [browser.get('/slow'), await once(steps, 'began')];
    await browser.get('/sign-out');
    steps.emit('go on');
    await slow;

    expect(await redis.dump()).toEqual([]);
    expect(await read()).toEqual({});
  });

  test('does not restore a destroyed session that was new, when it is saved again', async () => {
    const [save, destroy] = [promisify(store.set.bind(store)), promisify(store.destroy.bind(store))];
    const data: session.SessionData = { cookie: new session.Cookie() };
    await save('an id', data);
    await destroy('an id');
    await save('an id', { ...data });
    expect(await redis.dump()).toHaveLength(1);

    await destroy('an id');
    await save('an id', data);
    expect(await redis.dump()).toEqual([]);
  });

  test('keeps a session for 14 days after its last change, which a mere view does not extend', async () => {
    await browser.get('/sign-in');
    const [{ key = '' } = {}] = await redis.dump();
    expect(await redis.inside.ttl(key)).toBeGreaterThan(fourteenDays - 60);
    await redis.inside.expire(key, 100);
    await read();
    expect(await redis.inside.ttl(key)).toBeLessThanOrEqual(100);

    await browser.get('/token');
    expect(await redis.inside.ttl(key)).toBeGreaterThan(fourteenDays - 60);
  });

  test('keeps a session of nobody for an hour', async () => {
    await browser.get('/token');
    const [{ lifetime } = {}] = await redis.dump();

    expect(lifetime).toBeLessThanOrEqual(3600);
    expect(lifetime).toBeGreaterThan(3590);
  });

  test('finds no session with another secret', async () => {
    await browser.get('/sign-in');
    const other = createRedisStore({ url: redis.url, secret: secret.toUpperCase() });
    const id = decodeURIComponent(browser.cookie).replace(/^connect\.sid=s:|\..*$/g, '');

    expect(await promisify(store.get.bind(store))(id)).toMatchObject({ idToken: 'an ID token' });
    expect(await promisify(other.get.bind(other))(id)).toBeNull();
  });

  test('describes a session without a token', async () => {
    await browser.get('/sign-in');
    const [{ value = '' } = {}] = await redis.dump();

    expect(JSON.parse(await browser.get('/describe'))).toEqual({
      store: 'In Redis, encrypted; the browser has a signed id in a cookie',
      inBrowser: 'a cookie'.length,
      onServer: value.length,
      accessTokens: [{ scopes: [], expiresAt: 1 }],
    });
  });

  test('throws a SessionStoreError while Redis is down, and finds the session when Redis is back', async () => {
    vi.spyOn(console, 'error').mockReturnValue();
    await browser.get('/sign-in');
    redis.hang();
    expect(await browser.get('/')).toBe('SessionStoreError');

    redis.wake();
    expect(await read()).toMatchObject({ idToken: 'an ID token' });
    vi.restoreAllMocks();
  });
});
