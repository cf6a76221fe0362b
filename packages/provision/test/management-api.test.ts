import { once } from 'node:events';
import { createServer } from 'node:http';
import { limitFetchTime } from '@repo/server/limit-fetch-time';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from '../src/management-api.ts';
import { environmentOf, useLogto } from './lab.ts';
import { smallTenant } from './tenants.ts';

const lab = useLogto();
const token = 0;
const list = 1;

test.each([token, list])('a Logto that does not answer in time is named as such: request %i', async (at) => {
  const { fetch } = globalThis;
  onTestFinished(() => {
    globalThis.fetch = fetch;
  });
  limitFetchTime(500);
  lab.logto.order({ at, how: 'hang' });

  await expect(lab.run(smallTenant)).rejects.toThrow(
    /^Logto cannot be reached at http:\S+ \(TimeoutError: .*\): check LOGTO_ENDPOINT and that Logto runs/,
  );
});

test.each([token, list])('an answer that breaks off in its middle names a cure: request %i', async (at) => {
  lab.logto.order({ at, how: 'cut off' });

  await expect(lab.run(smallTenant)).rejects.toThrow(
    /^Logto cannot be reached at http:\S+ \(UND_ERR_SOCKET\): check LOGTO_ENDPOINT and that Logto runs/,
  );
});

test('a Management API that the token endpoint does not know is named, with its variable', async () => {
  const indicator = 'https://auth.example.com/api';
  const connecting = connect({ ...environmentOf(lab.logto.endpoint), indicator });

  await expect(connecting).rejects.toThrow(
    /gives m-default no token for https:\/\/auth\.example\.com\/api: check LOGTO_MANAGEMENT_APP_ID .* LOGTO_MANAGEMENT_API$/,
  );
});

test('an endpoint that answers something other than JSON is no Logto', async () => {
  const other = createServer((_request, response) => response.end('OK')).listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const address = other.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const api = await connect({ ...environmentOf(lab.logto.endpoint), endpoint });

  await expect(api.GET('/api/roles')).rejects.toThrow(`${endpoint} is no Logto: check LOGTO_ENDPOINT`);
});
