import { expect, test } from 'vitest';
import { misdirected } from './misdirected.ts';

test('a request for a foreign host gets 421 and a page without a link', () => {
  const { status, headers, body } = misdirected('text/html,*/*');

  expect(status).toBe(421);
  expect(headers['content-type']).toContain('text/html');
  expect(headers['cache-control']).toContain('no-store');
  expect(body).toContain('<h1>This address is not known here</h1>');
  expect(body).not.toContain('href');
  expect(headers['content-security-policy']).toContain("default-src 'none'");
});

test('a client that asks for JSON gets the error as JSON', () => {
  const { headers, body } = misdirected('application/json');

  expect(headers['content-type']).toBe('application/json');
  expect(JSON.parse(body)).toMatchObject({ error: 'misdirected_request' });
});
