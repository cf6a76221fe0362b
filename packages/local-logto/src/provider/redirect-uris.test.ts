import { expect, test } from 'vitest';
import { isRegistered } from './redirect-uris.ts';

const previews = 'http://*.app.localhost:3000/callback';

test.each([
  ['another host before the path', 'http://evil.com/x.app.localhost:3000/callback'],
  ['a user name', 'http://pr1.app.localhost:3000@evil.com:3000/callback'],
  ['a user name before a host that matches', 'http://evil@pr1.app.localhost:3000/callback'],
  ['a fragment', 'http://pr1.app.localhost:3000/callback#'],
  ['characters that a pattern could read', 'http://pr1.appXlocalhost:3000/callback'],
  ['no host at all', 'callback'],
])('a wildcard does not match %s', (_what, uri) => {
  expect(isRegistered([previews], uri)).toBe(false);
});

test('without wildcards, only the very same URI is registered', () => {
  const registered = ['http://localhost:3000/callback'];
  expect(isRegistered(registered, 'http://localhost:3000/callback')).toBe(true);
  expect(isRegistered(registered, 'http://LOCALHOST:3000/callback')).toBe(false);
});
