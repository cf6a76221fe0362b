import { afterEach, expect, test, vi } from 'vitest';
import { securityHeaders } from './security-headers.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

const overHttps = { endpoint: 'https://tenant.logto.app', cookieSecure: true };

test('forms may lead only to the app and to Logto', () => {
  const { 'content-security-policy': policy } = securityHeaders(overHttps, "'none'");

  expect(policy).toContain("form-action 'self' https://tenant.logto.app;");
});

test('scripts load only from the given sources, and styles only from the app', () => {
  const { 'content-security-policy': policy } = securityHeaders(overHttps, "'self' 'nonce-1'");

  expect(policy).toContain("script-src 'self' 'nonce-1';");
  expect(policy).toContain("style-src 'self';");
  expect(policy).not.toContain('unsafe');
});

test('in development, pages with scripts may have inline ones, and pages without scripts still have none', () => {
  vi.stubEnv('NODE_ENV', 'development');

  expect(securityHeaders(overHttps, "'self'")['content-security-policy']).toContain("'unsafe-inline'");
  expect(securityHeaders(overHttps, "'none'")['content-security-policy']).toContain("script-src 'none';");
  expect(securityHeaders(overHttps, "'none'")['content-security-policy']).not.toContain('unsafe');
});

test('HSTS is sent over HTTPS, but not on localhost', () => {
  expect(securityHeaders(overHttps, "'none'")).toHaveProperty('strict-transport-security');
  expect(securityHeaders({ ...overHttps, cookieSecure: false }, "'none'")).not.toHaveProperty(
    'strict-transport-security',
  );
});
