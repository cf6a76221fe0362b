import { boundedCookie, SessionStoreError } from '@repo/session';
import { UnsecuredJWT } from 'jose';
import { NextRequest } from 'next/server.js';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { endIdleSession, type Sessions } from './end-idle-session.ts';

const app = {
  baseUrl: 'http://localhost:3010',
  appId: 'an-app',
  cookieSecret: 'a-cookie-secret-of-32-characters!',
  cookieSecure: false,
  idleMinutes: 30,
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-28T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const pass = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000);

const page = { accept: 'text/html,*/*' };

type Options = { environment?: Partial<typeof app> | { idleMinutes: undefined }; sessions?: Sessions };

/** A browser with the session of a visitor who has just signed in. */
const signedIn = async ({ environment = {}, sessions = boundedCookie }: Options = {}) => {
  const idToken = new UnsecuredJWT({ sub: 'alice' }).setIssuedAt().encode();
  const jar = new Map([['logto_an-app', await boundedCookie.wrap({ idToken }, app.cookieSecret)]]);
  const open = async (path: string, headers: Record<string, string> = page, method = 'GET') => {
    const cookie = [...jar].map((pair) => pair.join('=')).join('; ');
    const request = new NextRequest(`${app.baseUrl}${path}`, { method, headers: { cookie, ...headers } });
    const result = await endIdleSession(request, sessions, { ...app, ...environment });
    for (const line of result.cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) jar.set(name, value);
      else jar.delete(name);
    }
    return result;
  };
  return { open, jar };
};

test('a visitor who comes back in time stays signed in, again and again', async () => {
  const { open, jar } = await signedIn();
  for (let visits = 0; visits < 3; visits += 1) {
    pass(29);
    expect((await open('/claims')).sessionHasEnded).toBeUndefined();
  }

  expect([...jar.keys()]).toEqual(['logto_an-app', 'logto_an-app_visit']);
});

test('a visitor who comes back too late is sent to the failure page, once, and signed out', async () => {
  const { open, jar } = await signedIn();
  await open('/claims');
  pass(30);
  const { response, sessionHasEnded } = await open('/claims?a=1');

  expect(sessionHasEnded).toBe(true);
  expect(response?.status).toBe(303);
  const location = new URL(response?.headers.get('location') ?? '');
  expect(location.origin).toBe(app.baseUrl);
  expect(location.pathname).toBe('/failed');
  expect(location.searchParams.get('kind')).toBe('idle');
  expect(location.searchParams.get('from')).toBe('/claims?a=1');
  expect(jar.has('logto_an-app')).toBe(false);
  expect(await open('/claims')).toEqual({ cookies: [] });
});

test('a form that is posted too late leads to the failure page, and a reload of it to the home page', async () => {
  const { open } = await signedIn();
  pass(30);
  const { response } = await open('/resources', page, 'POST');

  expect(response?.status).toBe(303);
  expect(response?.headers.get('location')).toContain('from=%2F&');
});

test('a script that asks too late is told so as JSON', async () => {
  const { open } = await signedIn();
  pass(30);
  const { response } = await open('/api/logto/user', { accept: '*/*' });

  expect(response?.status).toBe(401);
  expect(await response?.json()).toEqual({ kind: 'idle' });
});

test('a server action that is called too late answers for itself, without the session', async () => {
  const { open, jar } = await signedIn();
  pass(30);
  const { response, sessionHasEnded } = await open(
    '/resources',
    { accept: 'text/x-component', 'next-action': 'id' },
    'POST',
  );

  expect(response).toBeUndefined();
  expect(sessionHasEnded).toBe(true);
  expect(jar.has('logto_an-app')).toBe(false);
});

test.each(['GET', 'HEAD'])(
  'a %s with the header of a server action gets the answer of a page',
  async (method) => {
    const { open } = await signedIn();
    pass(30);
    const { response } = await open('/account', { ...page, 'next-action': 'x' }, method);

    expect(response?.status).toBe(303);
  },
);

test.each([
  ['without a space before it', (name: string, value: string) => `a=1;${name}=${value}`],
  ['after another of its name', (name: string, value: string) => `${name}=x; ${name}=${value}`],
  ['with an escaped character', (name: string, value: string) => `${name}=%65${value.slice(1)}`],
])(
  'a session that was idle too long is over in a cookie %s, where Next.js finds it, too',
  async (_, write) => {
    const { open, jar } = await signedIn();
    pass(30);
    const cookie = write('logto_an-app', jar.get('logto_an-app') ?? '');

    expect((await open('/claims', { ...page, cookie })).sessionHasEnded).toBe(true);
  },
);

test('a session that was idle too long is deleted from its store', async () => {
  const wrap = vi.spyOn(boundedCookie, 'wrap');
  const { open, jar } = await signedIn();
  const value = jar.get('logto_an-app');
  pass(30);
  await open('/');

  expect(wrap).toHaveBeenLastCalledWith({}, app.cookieSecret, value);
});

test('a session that was idle too long is over even if its store fails to delete it', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const failing = async () => {
    throw new SessionStoreError('redis://localhost', 'down');
  };
  const { open } = await signedIn({ sessions: { unwrap: boundedCookie.unwrap, wrap: failing } });
  pass(30);

  expect((await open('/')).sessionHasEnded).toBe(true);
});

test('a route tells the visitor itself if the store cannot be read', async () => {
  const failing = async () => {
    throw new SessionStoreError('redis://localhost', 'down');
  };
  const { open } = await signedIn({ sessions: { unwrap: failing, wrap: failing } });

  expect(await open('/')).toEqual({ cookies: [] });
});

test('without a limit, a session is not even read', async () => {
  const unwrap = vi.fn();
  const { open } = await signedIn({
    environment: { idleMinutes: undefined },
    sessions: { unwrap, wrap: boundedCookie.wrap },
  });
  pass(10_000);

  expect(await open('/')).toEqual({ cookies: [] });
  expect(unwrap).not.toHaveBeenCalled();
});

test('a sign-in that takes long is not a session', async () => {
  const { open, jar } = await signedIn();
  jar.set('logto_an-app', await boundedCookie.wrap({ signInSession: 'an attempt' }, app.cookieSecret));
  pass(40);

  expect(await open('/callback')).toEqual({ cookies: [] });
});

test('over https, the cookies are secure, also when they are deleted', async () => {
  const { open } = await signedIn({ environment: { cookieSecure: true } });
  const [visit] = (await open('/')).cookies;
  pass(30);
  const [deletion] = (await open('/')).cookies;

  for (const line of [visit, deletion]) expect(line).toMatch(/; HttpOnly; .*Secure/);
  expect(deletion).toMatch(/^logto_an-app=; Path=\/; Max-Age=0; /);
});
