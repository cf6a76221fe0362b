import { expect, test } from 'vitest';
import { readEnvironment } from './environment.ts';

const file = '.env.local';
const variables = {
  LOGTO_ENDPOINT: 'https://tenant.logto.app/',
  LOGTO_APP_ID: 'an-app-id',
  LOGTO_APP_SECRET: 'an-app-secret',
  BASE_URL: 'https://shop.example.com',
  COOKIE_SECRET: 'a-cookie-secret-of-32-characters!',
  RESOURCE_SERVER_URL: 'https://api.example.com/',
};

test('values have the names that the SDKs use, and addresses have no trailing slash', () => {
  expect(readEnvironment(file, variables)).toEqual({
    endpoint: 'https://tenant.logto.app',
    appId: 'an-app-id',
    appSecret: 'an-app-secret',
    baseUrl: 'https://shop.example.com',
    cookieSecret: 'a-cookie-secret-of-32-characters!',
    cookieSecure: true,
    resourceServerUrl: 'https://api.example.com',
    sessionStore: undefined,
    idleMinutes: undefined,
    port: 3000,
    host: '::',
  });
});

test('one error lists every missing and every empty variable, with the file to change', () => {
  expect(() => readEnvironment(file, { ...variables, LOGTO_APP_ID: undefined, BASE_URL: '' })).toThrow(
    [`LOGTO_APP_ID is missing: set it in ${file}`, `BASE_URL is missing: set it in ${file}`].join('\n'),
  );
});

test.each([
  ['LOGTO_ENDPOINT', 'tenant.logto.app', 'must be an http(s) address'],
  ['BASE_URL', 'ftp://shop.example.com', 'must be an http(s) address'],
  ['BASE_URL', 'localhost', 'must be an http(s) address'],
  ['COOKIE_SECRET', 'short', 'must have at least 32 characters'],
  ['PORT', 'eighty', 'must be a port number'],
  ['SESSION_IDLE_MINUTES', 'half an hour', 'must be a whole number of minutes'],
  ['SESSION_IDLE_MINUTES', '1.5', 'must be a whole number of minutes'],
  ['SESSION_IDLE_MINUTES', '0', 'must be at least 1 minute'],
  ['SESSION_IDLE_MINUTES', '', 'must be at least 1 minute'],
  ['SESSION_IDLE_MINUTES', '20161', 'must be at most 20160 minutes'],
  ['SESSION_STORE', 'localhost:6379', 'must be an address such as redis://localhost:6379'],
  ['SESSION_STORE', 'http://localhost:6379', 'must be an address such as redis://localhost:6379'],
  ['SESSION_STORE', 'redis:///0', 'must be an address such as redis://localhost:6379'],
  ['SESSION_STORE', 'redis:6379', 'must be an address such as redis://localhost:6379'],
  ['SESSION_STORE', 'redis://localhost:port', 'must be an address such as redis://localhost:6379'],
  ['SESSION_STORE', 'redis://localhost:99999', 'must be an address such as redis://localhost:6379'],
])('%s rejects "%s", says why, and names the file to change', (name, value, message) => {
  expect(() => readEnvironment(file, { ...variables, [name]: value })).toThrow(
    new RegExp(`^${name} ${message.replace(/[()]/g, '\\$&')}.*: set it in ${file}$`),
  );
});

test('SESSION_IDLE_MINUTES is a number', () => {
  expect(readEnvironment(file, { ...variables, SESSION_IDLE_MINUTES: '30' }).idleMinutes).toBe(30);
});

test.each(['redis://localhost', 'rediss://user:p%40ss@redis.example.com:6380/1', 'redis://[::1]:6379'])(
  'SESSION_STORE accepts "%s"',
  (address) => {
    expect(readEnvironment(file, { ...variables, SESSION_STORE: address }).sessionStore).toBe(address);
  },
);

test.each(['LOGTO_APP_SECRET', 'COOKIE_SECRET'] as const)(
  'a public value of %s is accepted on localhost only',
  (name) => {
    const local = { ...variables, [name]: 'local-only-and-32-characters-or-more' };

    expect(() => readEnvironment(file, local)).toThrow(`${name} is a public value`);
    expect(() => readEnvironment(file, { ...local, BASE_URL: 'http://localhost:3030' })).not.toThrow();
  },
);

test.each([
  [{ HOST: '0.0.0.0' }, 'HOST is 0.0.0.0'],
  [{ HOSTNAME: '0.0.0.0' }, 'HOSTNAME is 0.0.0.0'],
  [{ HOSTNAME: '::' }, 'HOSTNAME is ::'],
])('a public value is not accepted by an app that the network can reach: %j', (host, reason) => {
  const local = { ...variables, BASE_URL: 'http://localhost:3030', COOKIE_SECRET: 'local-only'.padEnd(32) };

  expect(() => readEnvironment(file, { ...local, ...host })).toThrow(`COOKIE_SECRET is a public value`);
  expect(() => readEnvironment(file, { ...local, ...host })).toThrow(`, and ${reason}: set it in ${file}`);
  expect(() => readEnvironment(file, { ...variables, ...host })).not.toThrow();
});

test.each([{ HOST: '127.0.0.1' }, { HOST: '::1' }, { HOSTNAME: 'localhost' }, { HOSTNAME: '012345678901' }])(
  'a public value is accepted by an app that only this machine can reach: %j',
  (host) => {
    const local = { ...variables, BASE_URL: 'http://localhost:3030', COOKIE_SECRET: 'local-only'.padEnd(32) };

    expect(() => readEnvironment(file, { ...local, ...host })).not.toThrow();
  },
);

test('an app listens on the port of its base URL unless PORT is set', () => {
  expect(readEnvironment(file, { ...variables, BASE_URL: 'http://localhost:3030' }).port).toBe(3030);
  expect(readEnvironment(file, { ...variables, PORT: '8080' }).port).toBe(8080);
});

test('HOST sets the address to listen on, even if the base URL is local', () => {
  const local = { ...variables, BASE_URL: 'http://localhost:3030' };

  expect(readEnvironment(file, local).host).toBe('localhost');
  expect(readEnvironment(file, { ...local, HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
});
