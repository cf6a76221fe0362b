import { once } from 'node:events';
import { createServer } from 'node:http';
import express from 'express';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAttemptCookie } from './attempt-cookie.ts';
import { signInAttempt } from './test/realistic-session.ts';
import { listen } from './test/redis-server.ts';
import { secret } from './test/visitor.ts';

const attributes = { httpOnly: true, sameSite: 'lax', secure: true } as const;
const attempts = createAttemptCookie({ name: 'attempt', secret, ...attributes });
const attempt = { signInSession: signInAttempt(), returnTo: '/claims', retry: '' };

const app = express();
app.get('/keep', async (_request, response) => {
  await attempts.keep(response, attempt);
  response.end();
});
app.get('/read', async (request, response) => {
  response.json(await attempts.read(request));
});
const server = createServer(app);
let endpoint = '';
beforeAll(async () => {
  const { port } = await listen(server);
  endpoint = `http://127.0.0.1:${port}`;
});
afterAll(async () => {
  server.close();
  await once(server, 'close');
});

const open = async (path: string, cookie = '') => {
  const response = await fetch(`${endpoint}${path}`, { headers: { cookie } });
  const [set = ''] = response.headers.getSetCookie();
  return { set, body: await response.text() };
};

test('an attempt comes back from a cookie of an hour that nobody else can read', async () => {
  const { set } = await open('/keep');
  const [cookie = ''] = set.split(';');

  expect(set).toMatch(
    /^attempt=[\w.-]{300,700}; Max-Age=3600; Path=\/; Expires=[^;]*; HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(JSON.parse((await open('/read', `theirs=1; ${cookie}`)).body)).toEqual(attempt);
});

test.each(['', 'attempt=', 'attempt=made-up', 'other=1'])('the cookie "%s" is no attempt', async (cookie) => {
  expect(JSON.parse((await open('/read', cookie)).body)).toEqual({});
});
