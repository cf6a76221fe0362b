import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { baseUrls, resourceServerApplication } from '@repo/config';
import { expect, test } from 'vitest';
import { readEnvironment } from './environment.ts';

test('the committed .env names the local Logto and the port that callers use', () => {
  const file = readFileSync(new URL('../.env', import.meta.url), 'utf8');
  expect(readEnvironment('.env.local', parseEnv(file))).toEqual({
    endpoint: baseUrls.localLogto,
    port: Number(new URL(baseUrls.resourceServer).port),
    host: 'localhost',
    management: {
      appId: resourceServerApplication.id,
      appSecret: resourceServerApplication.secret,
      indicator: 'https://default.logto.app/api',
    },
  });
});
