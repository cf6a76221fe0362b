import { expect, test } from 'vitest';
import { securityHeaders } from './security-headers.ts';

const overHttps = { endpoint: 'https://tenant.logto.app', cookieSecure: true };

test('forms may lead to the app and to Logto, and nowhere else', () => {
  const { 'content-security-policy': policy } = securityHeaders(overHttps, "'none'");

  expect(policy).toContain("form-action 'self' https://tenant.logto.app;");
});

test('scripts come from where the app says, and styles from the app alone', () => {
  const { 'content-security-policy': policy } = securityHeaders(overHttps, "'self' 'nonce-1'");

  expect(policy).toContain("script-src 'self' 'nonce-1';");
  expect(policy).toContain("style-src 'self';");
  expect(policy).not.toContain('unsafe');
});

test('an app that is reached by https stays so, and one on localhost is left alone', () => {
  expect(securityHeaders(overHttps, "'none'")).toHaveProperty('strict-transport-security');
  expect(securityHeaders({ ...overHttps, cookieSecure: false }, "'none'")).not.toHaveProperty(
    'strict-transport-security',
  );
});
