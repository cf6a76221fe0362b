import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { applications, appNames, baseUrls } from './applications.ts';
import { readEnvironment } from './environment.ts';

test.each(appNames)('the .env file of %s has the credentials of its application', (app) => {
  const content = readFileSync(new URL(`../../../apps/${app}/.env`, import.meta.url), 'utf8');
  const environment = readEnvironment('.env', parseEnv(content));

  expect(environment.endpoint).toBe(baseUrls.localLogto);
  expect(environment.baseUrl).toBe(baseUrls[app]);
  expect(environment.appId).toBe(applications[app].id);
  expect(environment.appSecret).toBe(applications[app].secret);
});
