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
    baseUrls: ['https://shop.example.com'],
    trustProxy: false,
    isLocal: false,
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

const trusting = { ...variables, TRUST_PROXY: '1' };

test('BASE_URL lists the addresses of one app, the main one first', () => {
  const list = ' https://shop.example.com/, https://www.example.com ,https://*.preview.example.com:8443';

  expect(readEnvironment(file, { ...trusting, BASE_URL: list })).toMatchObject({
    baseUrls: ['https://shop.example.com', 'https://www.example.com', 'https://*.preview.example.com:8443'],
    trustProxy: true,
    cookieSecure: true,
  });
});

test.each([
  ['https://*.preview.example.com', 'must begin with an address without a wildcard'],
  ['https://*.preview.example.com,https://shop.example.com', 'must begin with an address without a wildcard'],
  ['https://shop.example.com,http://localhost:3000', 'must not mix http and https'],
  [
    'https://shop.example.com,https://*.vercel.app',
    'must not list https://*.vercel.app, where anybody can have an address',
  ],
  ...[
    'https://*.com',
    'https://*.*.example.com',
    'https://preview-*.example.com',
    'https://preview.*.example.com',
    'https://*example.com',
    'https://*.example.com/shop',
    'https://*.example.com:*',
    'https://www.example.com/shop',
    'https://user@www.example.com',
    'https://WWW.example.com',
    'https://www.example.com:443',
    'www.example.com',
    '',
  ].map((address) => [
    `https://shop.example.com,${address}`,
    `must list addresses without a path, or with one wildcard label as in https://*.preview.example.com, not "${address}"`,
  ]),
])('BASE_URL rejects "%s": %s', (list, message) => {
  expect(() => readEnvironment(file, { ...trusting, BASE_URL: list })).toThrow(
    `BASE_URL ${message}: set it in ${file}`,
  );
});

test.each([undefined, '', '0'])(
  'several addresses with https need a trusted proxy: TRUST_PROXY=%s',
  (value) => {
    const list = {
      ...variables,
      TRUST_PROXY: value,
      BASE_URL: 'https://shop.example.com,https://www.example.com',
    };

    expect(() => readEnvironment(file, list)).toThrow(
      'TRUST_PROXY must be 1, because BASE_URL lists addresses',
    );
  },
);

test.each(['yes', '2'])('TRUST_PROXY rejects "%s"', (value) => {
  expect(() => readEnvironment(file, { ...variables, TRUST_PROXY: value })).toThrow(
    'TRUST_PROXY must be 1, or 0',
  );
});

const vercel = {
  ...variables,
  BASE_URL: undefined,
  VERCEL: '1',
  VERCEL_ENV: 'preview',
  VERCEL_URL: 'shop-a1b2c3-team.vercel.app',
  VERCEL_BRANCH_URL: 'shop-git-tea-team.vercel.app',
  VERCEL_PROJECT_PRODUCTION_URL: 'shop.example.com',
};

const previews = ['https://shop-git-tea-team.vercel.app', 'https://shop-a1b2c3-team.vercel.app'];

test.each([
  ['preview', {}, previews],
  ['preview with an .env for development', { BASE_URL: 'http://localhost:3020' }, previews],
  ['preview without a branch', { VERCEL_BRANCH_URL: '' }, ['https://shop-a1b2c3-team.vercel.app']],
  ['production deployment', { VERCEL_ENV: 'production' }, ['https://shop.example.com', ...previews]],
  ['deployment with BASE_URL', { BASE_URL: 'https://www.example.com' }, ['https://www.example.com']],
])('on Vercel, a %s has its own addresses', (_, more, baseUrls) => {
  expect(readEnvironment(file, { ...vercel, ...more })).toMatchObject({
    baseUrls,
    trustProxy: true,
    cookieSecure: true,
  });
});

test('`vercel dev` runs on localhost', () => {
  const development = { ...vercel, VERCEL_ENV: 'development', BASE_URL: 'http://localhost:3020' };

  expect(readEnvironment(file, development).baseUrls).toEqual(['http://localhost:3020']);
});

test('elsewhere, variables of Vercel mean nothing, and a deployment without addresses is told so', () => {
  expect(() => readEnvironment(file, { ...vercel, VERCEL: undefined })).toThrow('BASE_URL is missing');
  expect(() => readEnvironment(file, { ...variables, BASE_URL: '', VERCEL: '1' })).toThrow(
    'BASE_URL is missing',
  );
});

test('an app is local if all its addresses are', () => {
  const local = { ...variables, COOKIE_SECRET: 'local-only'.padEnd(32) };
  const read = (list: string) => readEnvironment(file, { ...local, BASE_URL: list });

  expect(read('http://localhost:3030,http://*.shop.localhost:3030')).toMatchObject({
    isLocal: true,
    host: 'localhost',
    port: 3030,
  });
  expect(() => read('http://localhost:3030,http://shop.example.com')).toThrow(
    'COOKIE_SECRET is a public value',
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
