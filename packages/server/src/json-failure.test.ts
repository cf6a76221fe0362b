import { expect, test } from 'vitest';
import { asksForJson, jsonFailure } from './json-failure.ts';

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

test('a client without a permission learns which', () => {
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

test('what cannot be a scope gets into no header', () => {
  for (const scope of ['a"b', 'a\\b', 'a\r\nset-cookie: b', 'ä', '', 'a'.repeat(101)]) {
    const { headers } = jsonFailure('forbidden', [scope]);
    expect(headers, scope).toEqual({ 'www-authenticate': 'Bearer realm="app", error="insufficient_scope"' });
  }
});

test('an outage is not a question of permission', () => {
  expect(jsonFailure('unreachable')).toEqual({
    status: 503,
    headers: {},
    body: { kind: 'unreachable', error: 'unreachable' },
  });
});
