import { expect, onTestFinished, test } from 'vitest';
import { createControlClient } from './control/control-client.ts';
import { type Options, startLocalLogto } from './package.ts';

const applicationsOf = async (options: Options): Promise<string> => {
  const localLogto = await startLocalLogto(options);
  onTestFinished(() => localLogto.close());
  expect(await createControlClient(localLogto.endpoint).requests()).toEqual([]);
  return (await fetch(`${localLogto.endpoint}/local`)).text();
};

test('a tenant may be an object that leaves out what has a default', async () => {
  const tenant = {
    applications: [
      { name: 'My shop', id: 'my-shop', secret: 'local-only', redirectUris: ['http://a.test/'] },
    ],
  };

  expect(await applicationsOf({ tenant, port: 0, control: true })).toContain('My shop');
});

test('a tenant may be the path of a file, relative to the working directory', async () => {
  expect(await applicationsOf({ tenant: 'example.json', port: 0, control: true })).toContain('My app');
});

test('an invalid tenant is an error that names the field and the cure', async () => {
  const users = [{ username: 'alice', password: 'alice-demo', roles: ['customer'] }];

  await expect(startLocalLogto({ tenant: { applications: [], users }, port: 0 })).rejects.toThrow(
    'the tenant: users[0].roles[0] is "customer", which is not defined in roles: add it there, or correct it here',
  );
  await expect(startLocalLogto({ tenant: 'none.json', port: 0 })).rejects.toThrow(
    /none\.json: there is no such file: correct the path$/,
  );
});
