import { format, inspect } from 'node:util';
import { LogtoClientError, LogtoError, LogtoRequestError, OidcError } from '@logto/node';
import { SessionTooLargeError } from '@repo/session';
import { errors } from 'jose';
import { afterEach, expect, type MockInstance, test, vi } from 'vitest';
import { classifyFailure, failureKind, failureStatus, reportFailure } from './failures.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

test.each([
  [
    'cancelled',
    'a visitor who declined',
    new LogtoError('callback_uri_verification.error_found', new OidcError('access_denied')),
  ],
  ['stale', 'a sign-in started in another browser', new LogtoClientError('sign_in_session.not_found')],
  [
    'stale',
    'a callback with a state from another tab',
    new LogtoError('callback_uri_verification.state_mismatched'),
  ],
  ['stale', 'a callback without a code', new LogtoError('callback_uri_verification.missing_code')],
  [
    'ended',
    'a revoked refresh token',
    new LogtoRequestError('oidc.invalid_grant', 'Grant request is invalid.'),
  ],
  [
    'token-rejected',
    'an access token that Logto does not know',
    new LogtoRequestError('oidc.invalid_token', 'Invalid token.'),
  ],
  [
    'left',
    'an organization that the visitor does not belong to',
    new LogtoRequestError('oidc.access_denied', 'Access denied.'),
  ],
  ['ended', 'a session without a refresh token', new LogtoClientError('not_authenticated')],
  ['unreachable', 'a response that is not from Logto', new LogtoError('unexpected_response_error')],
  ['unreachable', 'a 502 from a gateway', new LogtoRequestError('http_error_502', 'Bad Gateway')],
  ['unreachable', 'a failed connection', new TypeError('fetch failed')],
  ['unreachable', 'a timeout', AbortSignal.abort(new DOMException('', 'TimeoutError')).reason],
  [
    'unreachable',
    'an operation of Node.js that was aborted',
    Object.assign(new Error('aborted'), { name: 'AbortError', code: 'ABORT_ERR' }),
  ],
  ['too-large', 'a session that does not fit into a cookie', new SessionTooLargeError(5000, 4000)],
  ['store', 'a session store that is down', Object.assign(new Error('down'), { name: 'SessionStoreError' })],
  ['unexpected', 'a bug', new TypeError('x is not a function')],
  ['unexpected', 'a wrong app secret', new LogtoRequestError('oidc.invalid_client', 'Invalid client.')],
  ['unexpected', 'a thrown value that is not an error', undefined],
])('%s: %s', (kind, _, error) => {
  expect(classifyFailure(error)).toBe(kind);
});

test('at the callback, a rejected grant means a used code, not an ended session', () => {
  const error = new LogtoRequestError('oidc.invalid_grant', 'Grant request is invalid.');

  expect(classifyFailure(error, 'callback')).toBe('stale');
});

/** What `console.error` writes. */
const lines = (log: MockInstance<typeof console.error>) => log.mock.calls.map((call) => format(...call));

// A path may contain what looks like a placeholder of `console.error`.
test.each(['/claims', '/organizations/%c3%a4', '/%s/%o'])(
  'a failure at %j is logged on one line with its place, kind and cause',
  (at) => {
    const log = vi.spyOn(console, 'error').mockReturnValue();

    expect(reportFailure(new TypeError('fetch failed'), { at })).toBe('unreachable');
    expect(lines(log)).toEqual([`${at}: unreachable: fetch failed`]);
  },
);

test.each([
  ['POST /invitations/mb1lx5s7o0r9q3e2t4y6u', 'POST /invitations/:id'],
  ['/Invitations/mb1lx5s7o0r9q3e2t4y6u/', '/Invitations/:id/'],
  ['/_next/data/build/invitations/mb1lx5s7o0r9q3e2t4y6u.json', '/_next/data/build/invitations/:id'],
])('a failure at %s is logged without the id, which is the secret in an email', (at, logged) => {
  const log = vi.spyOn(console, 'error').mockReturnValue();

  reportFailure(new TypeError('fetch failed'), { at });

  expect(lines(log)).toEqual([`${logged}: unreachable: fetch failed`]);
});

test.each(['unknown', 'toString', undefined, ['stale']])('%j counts as unexpected', (text) => {
  expect(failureKind(text)).toBe('unexpected');
});

test('the name of a failure kind is parsed', () => {
  expect(failureKind('unreachable')).toBe('unreachable');
});

test('every kind of failure has a status of at least 400', () => {
  for (const status of Object.values(failureStatus)) expect(status).toBeGreaterThanOrEqual(400);
});

test.each([
  ['invalid_target', 'unexpected'],
  ['server_error', 'unreachable'],
  ['temporarily_unavailable', 'unreachable'],
])('a callback with the OAuth error %s is %s, not a sign-in that is too old', (error, kind) => {
  const found = new LogtoError('callback_uri_verification.error_found', new OidcError(error));

  expect(classifyFailure(found, 'callback')).toBe(kind);
});

test('an unexpected error is logged with its stack, but without the claims of a token', () => {
  const log = vi.spyOn(console, 'error').mockReturnValue();
  const payload = { email: 'alice@example.com' };

  reportFailure(new errors.JWTClaimValidationFailed('unexpected "aud"', payload, 'aud'), { at: '/callback' });

  expect(lines(log)).toEqual([expect.stringMatching(/unexpected "aud"\n +at /)]);
  expect(inspect(log.mock.calls, { depth: null })).not.toContain(payload.email);
});
