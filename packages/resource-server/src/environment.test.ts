import { expect, test } from 'vitest';
import { readEnvironment } from './environment.ts';

const credentials = { LOGTO_APP_ID: 'api', LOGTO_APP_SECRET: 'secret' };

test.each(['', '-1', '65536', '30.5', '0x50', undefined])('the port %j is rejected', (PORT) => {
  expect(() =>
    readEnvironment('.env.local', { ...credentials, LOGTO_ENDPOINT: 'http://localhost:3001', PORT }),
  ).toThrow(/^PORT must be/);
});

test.each(['', 'ftp://tenant.logto.app', undefined])('the endpoint %j is rejected', (LOGTO_ENDPOINT) => {
  expect(() => readEnvironment('.env.local', { ...credentials, LOGTO_ENDPOINT, PORT: '3040' })).toThrow(
    /^LOGTO_ENDPOINT must be/,
  );
});

test('an empty HOST does not open the server to other machines', () => {
  const variables = { ...credentials, LOGTO_ENDPOINT: 'http://localhost:3001', PORT: '3040', HOST: '' };
  expect(readEnvironment('.env.local', variables)).toMatchObject({ host: 'localhost' });
});

test.each(['LOGTO_APP_ID', 'LOGTO_APP_SECRET'])('without %s, it says which application is needed', (name) => {
  const variables = { ...credentials, LOGTO_ENDPOINT: 'http://localhost:3001', PORT: '3040', [name]: '' };
  expect(() => readEnvironment('.env.local', variables)).toThrow(
    new RegExp(`^${name} must be that of a machine-to-machine application`),
  );
});
