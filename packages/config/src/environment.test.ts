import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { applications, appNames, baseUrls } from './applications.ts';
import { readEnvironment } from './environment.ts';

const file = 'apps/express/.env.local';
const variables = {
  LOGTO_ENDPOINT: 'https://tenant.logto.app/',
  LOGTO_APP_ID: 'an-app-id',
  LOGTO_APP_SECRET: 'an-app-secret',
  BASE_URL: 'https://shop.example.com',
  COOKIE_SECRET: 'a-cookie-secret-of-32-characters!',
  RESOURCE_SERVER_URL: 'https://api.example.com/',
};

test('values come back in the spelling of the SDKs, addresses without a trailing slash', () => {
  expect(readEnvironment(file, variables)).toEqual({
    endpoint: 'https://tenant.logto.app',
    appId: 'an-app-id',
    appSecret: 'an-app-secret',
    baseUrl: 'https://shop.example.com',
    cookieSecret: 'a-cookie-secret-of-32-characters!',
    cookieSecure: true,
    resourceServerUrl: 'https://api.example.com',
    sessionStore: undefined,
    port: 3000,
    host: '::',
  });
});

test('a missing and an empty variable are named together, each with the file to mend', () => {
  expect(() => readEnvironment(file, { ...variables, LOGTO_APP_ID: undefined, BASE_URL: '' })).toThrow(
    [`LOGTO_APP_ID is missing: set it in ${file}`, `BASE_URL is missing: set it in ${file}`].join('\n'),
  );
});

test.each([
  ['LOGTO_ENDPOINT', 'tenant.logto.app', 'must be an http(s) address'],
  ['BASE_URL', 'ftp://shop.example.com', 'must be an http(s) address'],
  ['COOKIE_SECRET', 'short', 'must have at least 32 characters'],
  ['PORT', 'eighty', 'must be a port number'],
  ['SESSION_STORE', 'localhost:6379', 'must be an address such as redis://localhost:6379'],
])('%s of "%s" is refused with the cure', (name, value, message) => {
  expect(() => readEnvironment(file, { ...variables, [name]: value })).toThrow(
    new RegExp(`^${name} ${message.replace(/[()]/g, '\\$&')}.*: set it in ${file}$`),
  );
});

test.each(['LOGTO_APP_SECRET', 'COOKIE_SECRET'] as const)(
  'the public sample value of %s stops an app whose base URL is not localhost',
  (name) => {
    const sample = { ...variables, [name]: 'local-only-and-32-characters-or-more' };

    expect(() => readEnvironment(file, sample)).toThrow(`${name} is the public sample value`);
    expect(() => readEnvironment(file, { ...sample, BASE_URL: 'http://localhost:3030' })).not.toThrow();
  },
);

test('an app listens on the port of its base URL unless PORT says otherwise', () => {
  expect(readEnvironment(file, { ...variables, BASE_URL: 'http://localhost:3030' }).port).toBe(3030);
  expect(readEnvironment(file, { ...variables, PORT: '8080' }).port).toBe(8080);
});

test('an app in a container listens on the address that HOST names, whatever its base URL', () => {
  const local = { ...variables, BASE_URL: 'http://localhost:3030' };

  expect(readEnvironment(file, local).host).toBe('localhost');
  expect(readEnvironment(file, { ...local, HOST: '0.0.0.0' }).host).toBe('0.0.0.0');
});

test.each(appNames)('the committed .env of %s signs in to the sample tenant', (app) => {
  const content = readFileSync(new URL(`../../../apps/${app}/.env`, import.meta.url), 'utf8');
  const environment = readEnvironment(`apps/${app}/.env`, parseEnv(content));

  expect(environment.endpoint).toBe(baseUrls.localLogto);
  expect(environment.baseUrl).toBe(baseUrls[app]);
  expect(environment.appId).toBe(applications[app].id);
  expect(environment.appSecret).toBe(applications[app].secret);
});
