import { once } from 'node:events';
import { createServer } from 'node:http';
import { createMemoryStore } from '@repo/session/memory-store';
import express from 'express';
import { afterEach, expect, test, vi } from 'vitest';

// On a busy machine, importing takes seconds.
vi.setConfig({ testTimeout: 60_000 });

const closing: Array<() => void> = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
  vi.unstubAllEnvs();
  vi.resetModules();
  vi.restoreAllMocks();
});

const idTokenOf = (sub: string) => `e30.${Buffer.from(JSON.stringify({ sub })).toString('base64url')}.`;

/** An app with this middleware behind a proxy, and a browser that keeps its cookies. */
const startApp = async (baseUrl: string) => {
  for (const [name, value] of Object.entries({
    LOGTO_APP_SECRET: 'an-app-secret',
    COOKIE_SECRET: 'a-cookie-secret-of-32-characters!',
    BASE_URL: baseUrl,
  })) {
    vi.stubEnv(name, value);
  }
  const { attempts, endSession, sessionMiddleware, startNewSession } = await import('./session.ts');

  const app = express();
  app.set('trust proxy', 1);
  app.use(sessionMiddleware);
  app.get('/start', (request, response) => {
    request.session.signInSession = 'an attempt';
    response.redirect('/');
  });
  app.get('/finish', async (request, response) => {
    const { signInSession, returnTo } = await attempts.read(request);
    Object.assign(request.session, { idToken: signInSession, returnTo });
    response.redirect('/');
  });
  app.get('/fill-cart', (request, response) => {
    request.session.cart = 'a red queen';
    response.redirect('/');
  });
  app.get('/callback/:sub', async (request, response) => {
    const { idToken: before } = request.session;
    request.session.idToken = idTokenOf(request.params.sub);
    await startNewSession(request, before);
    response.redirect('/');
  });
  app.get('/end', async (request, response) => {
    await endSession(request, response);
    response.redirect('/');
  });
  app.get('/empty', (request, response) => {
    request.session.idToken = undefined;
    request.session.returnTo = undefined;
    response.redirect('/');
  });
  app.get('/', (request, response) => {
    const { cookie: _, ...data } = request.session;
    response.json(data);
  });

  const server = createServer(app);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closing.push(() => server.close());
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  const cookies = new Map<string, string>();
  const open = async (path: string) => {
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ');
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: { cookie, 'x-forwarded-proto': new URL(baseUrl).protocol.replace(':', '') },
      redirect: 'manual',
    });
    const set = response.headers.getSetCookie();
    for (const line of set) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    return { set, body: await response.text() };
  };
  return { open, cookies };
};

const local = 'http://localhost:3030';
const deployed = 'https://shop.example.com';

test('sign-in starts with an encrypted cookie and leaves nothing in the store', async () => {
  const save = vi.spyOn(Object.getPrototypeOf(createMemoryStore()), 'set');
  const { open, cookies } = await startApp(local);

  await open('/start?returnTo=%2Fclaims%3Fa%3D1');

  expect([...cookies.keys()]).toEqual(['logto-express-attempt']);
  expect(JSON.stringify([...cookies])).not.toMatch(/an attempt|claims/);
  expect((await open('/')).body).toBe('{}');
  expect(save).not.toHaveBeenCalled();

  await open('/finish');
  expect([...cookies.keys()]).toEqual(['logto-express-attempt', 'logto-express']);
  expect(JSON.parse((await open('/')).body)).toEqual({ idToken: 'an attempt', returnTo: '/claims?a=1' });
  expect(save).toHaveBeenCalled();
});

test('a session that is emptied is deleted with its cookie, and a copy of the cookie is worthless', async () => {
  const { open, cookies } = await startApp(local);
  await open('/start');
  await open('/finish');
  const before = new Map(cookies);

  await open('/empty');
  expect([...cookies.keys()]).toEqual(['logto-express-attempt']);

  for (const [name, value] of before) cookies.set(name, value);
  expect((await open('/')).body).toBe('{}');
});

test('whoever signs in over a session of somebody else gets nothing of what the app keeps in it', async () => {
  const { open } = await startApp(local);
  await open('/fill-cart');
  await open('/callback/alice');
  const ofAlice = { cart: 'a red queen', idToken: idTokenOf('alice') };
  expect(JSON.parse((await open('/')).body)).toEqual(ofAlice);

  await open('/callback/alice');
  expect(JSON.parse((await open('/')).body)).toEqual(ofAlice);

  await open('/callback/bob');
  expect(JSON.parse((await open('/')).body)).toEqual({ idToken: idTokenOf('bob') });
});

test('over https, cookies are secure, and no other host can set them', async () => {
  const { open } = await startApp(deployed);

  const { set: atStart } = await open('/start');
  const { set: atFinish } = await open('/finish');
  const { set: atEnd } = await open('/end');

  expect(atStart).toEqual([expect.stringMatching(/^__Host-logto-express-attempt=ey/)]);
  expect(atFinish).toEqual([expect.stringMatching(/^__Host-logto-express=s%3A/)]);
  expect(atEnd).toEqual([expect.stringMatching(/^__Host-logto-express=;/)]);
  // A browser accepts a cookie with this prefix, and its deletion, only with these attributes.
  for (const line of [...atStart, ...atFinish, ...atEnd]) {
    expect(line).toMatch(/; Path=\/;/);
    expect(line).toContain('; Secure');
    expect(line).toContain('; HttpOnly');
    expect(line).toContain('; SameSite=Lax');
    expect(line).not.toContain('Domain');
  }
});
