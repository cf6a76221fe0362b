import { expect, test } from 'vitest';
import { refuseRequest } from './refuse-request.ts';

const app = { baseUrl: 'https://shop.example.com' };

const statusOf = async (init: RequestInit) =>
  (await refuseRequest(new Request(`${app.baseUrl}/`, init), app))?.status;

const form = new FormData();
form.set('city', 'Oslo');

test.each([
  ['a page', { method: 'GET' }],
  ['the headers of a page', { method: 'HEAD' }],
  ['a form', { method: 'POST', body: form }],
  ['a form of the app itself', { method: 'POST', body: form, headers: { origin: app.baseUrl } }],
  ['JSON', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }],
])('%s is left to the app', async (_, init) => {
  expect(await statusOf(init)).toBeUndefined();
});

test.each(['https://evil.example', 'file://', 'null', 'app://shop.example.com'])(
  'a form with the origin %s is forbidden',
  async (origin) => {
    expect(await statusOf({ method: 'POST', body: form, headers: { origin } })).toBe(403);
  },
);

test('a method that no page uses is not allowed', async () => {
  expect(await statusOf({ method: 'DELETE' })).toBe(405);
});

test('a body of more than 64 KB is too large', async () => {
  const headers = { 'content-type': 'text/plain', 'content-length': '65537' };

  expect(await statusOf({ method: 'POST', body: 'a', headers })).toBe(413);
});

test.each(['', 'abc', '--x\r\nContent-Disposition: form-data; name="city"\r\n\r\nOs'])(
  'a form that ends too early is a bad request: %j',
  async (body) => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };

    expect(await statusOf({ method: 'POST', body, headers })).toBe(400);
  },
);

const actionForm = (value: string) => {
  const body = new FormData();
  body.set('0', value);
  return body;
};

test.each([
  ['a form', actionForm('["$undefined","$K1"]')],
  ['text', '["Oslo"]'],
])('a call of a server action with its arguments in %s is left to Next.js', async (_, body) => {
  expect(await statusOf({ method: 'POST', body, headers: { 'next-action': 'id' } })).toBeUndefined();
});

test.each([
  ['nothing', ''],
  ['no JSON', '{'],
  ['null', 'null'],
  ['a form without arguments', form],
  ['a form with other arguments', actionForm('0')],
])('a call of a server action with %s is a bad request', async (_, body) => {
  expect(await statusOf({ method: 'POST', body, headers: { 'next-action': 'id' } })).toBe(400);
});
