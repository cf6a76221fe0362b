import { expect, test } from 'vitest';
import { readManagementEnvironment } from './management-environment.ts';

const cloud = {
  LOGTO_ENDPOINT: 'https://shop.logto.app/',
  LOGTO_MANAGEMENT_APP_ID: 'an-app-id',
  LOGTO_MANAGEMENT_APP_SECRET: 'an-app-secret',
};

test('a tenant of Logto Cloud has its own Management API', () => {
  expect(readManagementEnvironment(cloud)).toEqual({
    endpoint: 'https://shop.logto.app',
    tokenEndpoint: 'https://shop.logto.app',
    indicator: 'https://shop.logto.app/api',
    appId: 'an-app-id',
    appSecret: 'an-app-secret',
    databaseUrl: undefined,
    reachesLoopback: false,
  });
});

test('a tenant with a custom domain sets the indicator of its Management API', () => {
  const indicator = 'https://shop.logto.app/api';
  const variables = { ...cloud, LOGTO_ENDPOINT: 'https://auth.shop.com', LOGTO_MANAGEMENT_API: indicator };

  expect(readManagementEnvironment(variables).indicator).toBe(indicator);
});

test.each([
  ['true', true],
  ['false', false],
  ['', false],
])('the variable of Logto that switches its protection off, if "%s" here, means %s', (value, reaches) => {
  const variables = { ...cloud, OIDC_PROVIDER_SSRF_PROTECTION_DISABLED: value };

  expect(readManagementEnvironment(variables).reachesLoopback).toBe(reaches);
});

test('a self-hosted Logto has a built-in application, whose secret is in the database', () => {
  const variables = {
    LOGTO_ENDPOINT: 'http://localhost:3301',
    LOGTO_ADMIN_ENDPOINT: 'http://localhost:3302/',
    LOGTO_DB_URL: 'postgres://logto:secret@localhost:5432/logto',
    LOGTO_MANAGEMENT_APP_SECRET: '',
  };

  expect(readManagementEnvironment(variables)).toEqual({
    endpoint: 'http://localhost:3301',
    tokenEndpoint: 'http://localhost:3302',
    indicator: 'https://default.logto.app/api',
    appId: 'm-default',
    appSecret: undefined,
    databaseUrl: 'postgres://logto:secret@localhost:5432/logto',
    reachesLoopback: false,
  });
});

test('an application of the tenant gets its token from the tenant', () => {
  const variables = {
    ...cloud,
    LOGTO_ENDPOINT: 'http://localhost:3301',
    LOGTO_ADMIN_ENDPOINT: 'http://localhost:3302',
  };

  expect(readManagementEnvironment(variables).tokenEndpoint).toBe('http://localhost:3301');
});

test.each([
  ['LOGTO_ENDPOINT', { ...cloud, LOGTO_ENDPOINT: undefined }, 'is missing'],
  ['LOGTO_ENDPOINT', { ...cloud, LOGTO_ENDPOINT: 'shop.logto.app' }, 'must be an http(s) address'],
  ['LOGTO_MANAGEMENT_APP_ID', { ...cloud, LOGTO_MANAGEMENT_APP_ID: '' }, 'is missing'],
  ['LOGTO_MANAGEMENT_APP_SECRET', { ...cloud, LOGTO_MANAGEMENT_APP_SECRET: '' }, 'is missing'],
  [
    'LOGTO_MANAGEMENT_APP_SECRET',
    { ...cloud, LOGTO_MANAGEMENT_APP_SECRET: '', LOGTO_DB_URL: 'postgres://localhost/logto' },
    'is missing',
  ],
  ['LOGTO_ADMIN_ENDPOINT', { ...cloud, LOGTO_MANAGEMENT_APP_ID: 'm-default' }, 'is missing'],
  ['LOGTO_DB_URL', { ...cloud, LOGTO_DB_URL: 'localhost:5432' }, 'must be an address such as postgres://'],
])('an error about %s names the file to change', (name, variables, message) => {
  expect(() => readManagementEnvironment(variables)).toThrow(
    new RegExp(`^${name} ${message.replace(/[()]/g, '\\$&')}.*\\.env\\.local at the root of the repository`),
  );
});
