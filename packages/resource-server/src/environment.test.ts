import { expect, test } from 'vitest';
import { readEnvironment } from './environment.ts';

test.each(['', '-1', '65536', '30.5', '0x50', undefined])('the port %j is rejected', (PORT) => {
  expect(() => readEnvironment('.env.local', { LOGTO_ENDPOINT: 'http://localhost:3001', PORT })).toThrow(
    /^PORT must be/,
  );
});

test.each(['', 'ftp://tenant.logto.app', undefined])('the endpoint %j is rejected', (LOGTO_ENDPOINT) => {
  expect(() => readEnvironment('.env.local', { LOGTO_ENDPOINT, PORT: '3040' })).toThrow(
    /^LOGTO_ENDPOINT must be/,
  );
});

test('an empty HOST does not open the server to other machines', () => {
  const variables = { LOGTO_ENDPOINT: 'http://localhost:3001', PORT: '3040', HOST: '' };
  expect(readEnvironment('.env.local', variables)).toMatchObject({ host: 'localhost' });
});
