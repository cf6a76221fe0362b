import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { connect } from './management-api.ts';
import { smallTenant } from './test/small-tenant.ts';
import { environmentOf, useFakeLogto } from './test/use-fake-logto.ts';

const provision = useFakeLogto();
const tokenRequest = 0;
const listRequest = 1;

test.each([tokenRequest, listRequest])('a time-out is named as such: request %i', async (at) => {
  provision.logto.injectFault({ at, how: 'hang' });
  const list = async () => {
    const api = await connect(environmentOf(provision.logto.endpoint), { timeLimit: 500 });
    return api.GET('/api/roles');
  };

  await expect(list()).rejects.toThrow(
    /^Cannot reach Logto at http:\S+ \(TimeoutError: .*\): check LOGTO_ENDPOINT and that Logto is running/,
  );
});

test.each([tokenRequest, listRequest])(
  'an error about a broken connection says what to check: request %i',
  async (at) => {
    provision.logto.injectFault({ at, how: 'cut off' });

    await expect(provision.apply(smallTenant)).rejects.toThrow(
      /^Cannot reach Logto at http:\S+ \(UND_ERR_SOCKET\): check LOGTO_ENDPOINT and that Logto is running/,
    );
  },
);

test('if the token endpoint does not know the Management API, the error names its variable', async () => {
  const indicator = 'https://auth.example.com/api';
  const connecting = connect({ ...environmentOf(provision.logto.endpoint), indicator });

  await expect(connecting).rejects.toThrow(
    /does not issue m-default a token for https:\/\/auth\.example\.com\/api: check LOGTO_MANAGEMENT_APP_ID .* LOGTO_MANAGEMENT_API$/,
  );
});

test('an endpoint that does not answer with JSON is not a Logto endpoint', async () => {
  const other = createServer((_request, response) => response.end('OK')).listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const address = other.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const api = await connect({ ...environmentOf(provision.logto.endpoint), endpoint });

  await expect(api.GET('/api/roles')).rejects.toThrow(
    `${endpoint} is not a Logto endpoint: check LOGTO_ENDPOINT`,
  );
});
