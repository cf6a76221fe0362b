import { expect, test } from 'vitest';
import { asksForJson, failureResponse, jsonFailure, signedOutResponse } from './failure-response.ts';

test.each([
  ['application/json', true],
  ['application/json, text/plain, */*', true],
  ['APPLICATION/JSON;q=0.9', true],
  ['text/html,application/xhtml+xml,application/json;q=0.9', false],
  ['text/html', false],
  ['*/*', false],
  ['application/jsonp', false],
  ['', false],
  [null, false],
  [undefined, false],
])('a client that accepts %s asks for JSON: %s', (accept, expected) => {
  expect(asksForJson(accept)).toBe(expected);
});

test('a client without a session gets a challenge without an error code', () => {
  expect(jsonFailure('ended')).toEqual({
    status: 401,
    headers: { 'www-authenticate': 'Bearer realm="app"' },
    body: { kind: 'ended', error: 'unauthorized', error_description: 'Sign in first' },
  });
});

test('a client learns which permissions it lacks', () => {
  expect(jsonFailure('forbidden', ['items:read', 'items:write'])).toEqual({
    status: 403,
    headers: {
      'www-authenticate': 'Bearer realm="app", error="insufficient_scope", scope="items:read items:write"',
    },
    body: {
      kind: 'forbidden',
      error: 'insufficient_scope',
      error_description: 'You lack the permission items:read items:write',
    },
  });
});

test('text that cannot be a scope never gets into a header', () => {
  for (const scope of ['a"b', 'a\\b', 'a\r\nset-cookie: b', 'ä', '', 'a'.repeat(101)]) {
    const { headers } = jsonFailure('forbidden', [scope]);
    expect(headers, scope).toEqual({ 'www-authenticate': 'Bearer realm="app", error="insufficient_scope"' });
  }
});

test('an outage gets status 503, and no challenge', () => {
  expect(jsonFailure('unreachable')).toEqual({
    status: 503,
    headers: {},
    body: { kind: 'unreachable', error: 'unreachable' },
  });
});

const app = { baseUrl: 'https://shop.example' };
// Behind a proxy, a server knows itself by another name.
const request = (path: string, init: RequestInit = {}) => new Request(`http://10.0.0.1:3000${path}`, init);
const asJson = { headers: { accept: 'application/json' } };

test('a signed-out visitor of a page is redirected to sign-in, and then back to the exact address', () => {
  for (const method of ['GET', 'HEAD']) {
    const { status, headers } = signedOutResponse(request('/claims?a=1&b=2', { method }), app, '/sign-in');

    expect(status).toBe(303);
    expect(headers.get('location')).toBe('https://shop.example/sign-in?returnTo=%2Fclaims%3Fa%3D1%26b%3D2');
  }
});

test('a signed-out visitor who posts is told that the session has ended', () => {
  const { status, headers } = signedOutResponse(request('/claims', { method: 'POST' }), app, '/sign-in');

  expect(status).toBe(303);
  expect(headers.get('location')).toMatch(/^https:\/\/shop\.example\/failed\?kind=ended&from=%2Fclaims&/);
});

test('a signed-out client of an API, or one that asks for JSON, gets 401 and no redirect', async () => {
  for (const asked of [
    request('/api/items'),
    request('/api/items', { headers: { accept: 'text/html' } }),
    request('/api/items', { method: 'POST' }),
    request('/claims', asJson),
  ]) {
    const answer = signedOutResponse(asked, app, '/sign-in');

    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="app"');
    expect(await answer.json()).toMatchObject({ error: 'unauthorized' });
  }
});

test('a failure is JSON for such clients, and a redirect to the failure page for others', async () => {
  const json = failureResponse(request('/claims', asJson), 'unreachable', app);
  expect(json.status).toBe(503);
  expect(await json.json()).toEqual({ kind: 'unreachable', error: 'unreachable' });

  const page = failureResponse(request('/claims?a=1'), 'unreachable', app);
  expect(page.headers.get('location')).toMatch(
    /^https:\/\/shop\.example\/failed\?kind=unreachable&from=%2Fclaims%3Fa%3D1&/,
  );
});
