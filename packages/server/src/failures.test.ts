import { LogtoClientError, LogtoError, LogtoRequestError, OidcError } from '@logto/node';
import { SessionTooLargeError } from '@repo/session';
import { expect, test, vi } from 'vitest';
import { classifyFailure, failureKind, failureStatus, reportFailure } from './failures.ts';

test.each([
  [
    'cancelled',
    'a visitor who declined',
    new LogtoError('callback_uri_verification.error_found', new OidcError('access_denied')),
  ],
  ['stale', 'a sign-in that another browser began', new LogtoClientError('sign_in_session.not_found')],
  [
    'stale',
    'a callback with the state of another tab',
    new LogtoError('callback_uri_verification.state_mismatched'),
  ],
  ['stale', 'a callback without a code', new LogtoError('callback_uri_verification.missing_code')],
  [
    'ended',
    'a refresh token that was revoked',
    new LogtoRequestError('oidc.invalid_grant', 'Grant request is invalid.'),
  ],
  [
    'refused',
    'an access token that Logto has forgotten',
    new LogtoRequestError('oidc.invalid_token', 'Invalid token.'),
  ],
  ['ended', 'a session without a refresh token', new LogtoClientError('not_authenticated')],
  ['unreachable', 'an answer that is not of Logto', new LogtoError('unexpected_response_error')],
  ['unreachable', 'a gateway that answers for it', new LogtoRequestError('http_error_502', 'Bad Gateway')],
  ['unreachable', 'nobody listening', new TypeError('fetch failed')],
  ['unreachable', 'nobody answering in time', AbortSignal.abort(new DOMException('', 'TimeoutError')).reason],
  ['too-large', 'a session that fits into no cookie', new SessionTooLargeError(5000, 4000)],
  ['store', 'a store that is away', Object.assign(new Error('away'), { name: 'SessionStoreError' })],
  ['unexpected', 'a fault of the code', new TypeError('x is not a function')],
  [
    'unexpected',
    'a secret that Logto refuses',
    new LogtoRequestError('oidc.invalid_client', 'Invalid client.'),
  ],
  ['unexpected', 'something that is no error', undefined],
])('%s: %s', (kind, _, error) => {
  expect(classifyFailure(error)).toBe(kind);
});

test('a grant that is refused at the callback is a code used up, not a session that ended', () => {
  const error = new LogtoRequestError('oidc.invalid_grant', 'Grant request is invalid.');

  expect(classifyFailure(error, 'callback')).toBe('stale');
});

test('a failure is logged in one line that names the place, the kind and the cause', () => {
  const log = vi.spyOn(console, 'error').mockReturnValue();

  expect(reportFailure(new TypeError('fetch failed'), { at: '/claims' })).toBe('unreachable');
  expect(log).toHaveBeenCalledExactlyOnceWith('/claims: unreachable:', 'fetch failed');
});

test.each(['unknown', 'toString', undefined, ['stale']])('%j is not the name of a known failure', (text) => {
  expect(failureKind(text)).toBe('unexpected');
});

test('a known failure is found by its name', () => {
  expect(failureKind('unreachable')).toBe('unreachable');
});

test('every failure has a status of at least 400', () => {
  for (const status of Object.values(failureStatus)) expect(status).toBeGreaterThanOrEqual(400);
});
