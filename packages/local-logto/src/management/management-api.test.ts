import { parseTenant } from '@repo/tenant';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createControlClient } from '../control/control-client.ts';
import { idOf } from '../directory.ts';
import { type LocalLogto, startLocalLogto } from '../local-logto.ts';
import { authorizeRequest, openBrowser, requestToken, signIn } from '../test/sign-in-flow.ts';

const resource = 'https://default.logto.app/api';
const shop = {
  name: 'Shop',
  id: 'shop',
  secret: 'secret-of-shop',
  redirectUris: ['http://localhost:4010/callback'],
};
const manager = {
  name: 'Manager',
  id: 'manager',
  type: 'MachineToMachine',
  secret: 'secret-of-manager',
  roles: ['Logto Management API access'],
} as const;

const tenant = parseTenant(
  {
    applications: [
      shop,
      { ...manager, roles: [...manager.roles] },
      { name: 'Single page', id: 'single page', type: 'SPA', corsAllowedOrigins: ['http://localhost:5173'] },
    ],
    organizationScopes: [{ name: 'read:members' }, { name: 'invite:member' }],
    organizationRoles: [{ name: 'admin', organizationScopes: ['read:members'] }, { name: 'member' }],
    organizations: [{ name: 'Acme', description: 'Acme Inc.' }, { name: 'Globex' }],
    users: [
      {
        username: 'alice',
        password: 'alice-demo',
        memberships: [{ organization: 'Acme', roles: ['admin'] }],
      },
      { username: 'bob', password: 'bob-demo' },
    ],
  },
  'management-api.test.ts',
);

const alice = idOf('user', 'alice');
const bob = idOf('user', 'bob');
const acme = idOf('organization', 'Acme');

let localLogto: LocalLogto;
let token: string;

const fetchToken = async (): Promise<string> => {
  const form = { grant_type: 'client_credentials', resource, scope: 'all' };
  return String((await requestToken(openBrowser(localLogto.endpoint), manager, form)).json.access_token);
};

beforeAll(async () => {
  localLogto = await startLocalLogto({ tenant, port: 0, control: true });
  token = await fetchToken();
});
afterAll(() => localLogto.close());

const call = async (path: string, method = 'GET', bearer = token, sent?: object) => {
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
  const response = await fetch(`${localLogto.endpoint}/api${path}`, {
    method,
    headers,
    ...(sent && { body: JSON.stringify(sent) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { response, status: response.status, body: isJson && text ? JSON.parse(text) : text };
};

const namesAt = async (path: string): Promise<string[]> => {
  const { body } = await call(path);
  return body.map(({ name, username }: { name?: string; username?: string }) => username ?? name);
};

describe('lists', () => {
  test('users who have registered come first', async () => {
    expect(await namesAt('/users')).toEqual(['bob', 'alice']);
  });

  test.each([
    ['/applications', ['Single page', 'Manager', 'Shop']],
    ['/applications?types=SPA&types=Traditional', ['Single page', 'Shop']],
    ['/applications?search=%25age%25', ['Single page', 'Manager']],
    ['/applications?search.name=shop&mode.name=exact', ['Shop']],
    ['/organizations?q=ac', ['Acme']],
    ['/organizations?page_size=1&page=2', ['Globex']],
    [`/users/${alice}/organizations`, ['Acme']],
    [`/organizations/${acme}/users`, ['alice']],
    [`/organizations/${acme}/users/${alice}/roles`, ['admin']],
    [`/organizations/${acme}/users/${alice}/scopes`, ['read:members']],
    ['/organization-roles', ['admin', 'member']],
  ])('%s has %j', async (path, names) => {
    expect(await namesAt(path)).toEqual(names);
  });

  test('are divided into pages, with links to the others', async () => {
    const { response } = await call('/organizations?page=1&page_size=1');
    const page = (number: number, relation: string) =>
      `<${localLogto.endpoint}/organizations?page=${number}&page_size=1>; rel="${relation}"`;
    expect(response.headers.get('total-number')).toBe('2');
    expect(response.headers.get('link')).toBe(
      [page(1, 'first'), page(2, 'last'), page(2, 'next')].join(', '),
    );
  });

  test.each(['page=0', 'page=x', 'page_size=101', 'page=1.5'])('?%s is no page', async (query) => {
    const { status, body } = await call(`/users?${query}`);
    expect(status).toBe(400);
    expect(body).toEqual({
      code: 'guard.invalid_pagination',
      message: 'The request pagination value is invalid.',
    });
  });

  test('a search mode that is not there is refused', async () => {
    const { status, body } = await call('/users?search.name=a&mode.name=posix');
    expect(status).toBe(400);
    expect(body.message).toBe(
      'Input is invalid. The local Logto searches with the modes like and exact only.',
    );
  });
});

test('a single application, whose id may need encoding', async () => {
  expect((await call('/applications/single%20page')).body).toMatchObject({
    type: 'SPA',
    customClientMetadata: { corsAllowedOrigins: ['http://localhost:5173'] },
    isAdmin: false,
  });
  expect((await call('/applications/shop/secrets')).body).toMatchObject([{ value: 'secret-of-shop' }]);
  expect((await call('/applications/%zz')).status).toBe(404);
});

test('a single organization', async () => {
  expect((await call(`/organizations/${acme}`)).body).toMatchObject({
    name: 'Acme',
    description: 'Acme Inc.',
  });
  expect((await call('/organizations/nowhere')).body).toEqual({
    code: 'entity.not_exists_with_id',
    message: 'The organizations with ID `nowhere` does not exist.',
  });
});

test('roles of somebody who is no member are refused', async () => {
  const { status, body } = await call(`/organizations/${acme}/users/${bob}/roles`);
  expect(status).toBe(422);
  expect(body.code).toBe('organization.require_membership');
});

test('other methods and addresses are refused, without a token too', async () => {
  const deleted = await call('/users', 'DELETE', 'none');
  expect(deleted.status).toBe(405);
  expect(deleted.response.headers.get('allow')).toBe('GET');
  const { status, body } = await call('/connectors', 'GET', 'none');
  expect(status).toBe(404);
  expect(body).toEqual({ code: 'not_found', message: 'The local Logto does not serve this API.' });
});

describe('a token', () => {
  test('of a user is refused', async () => {
    const scope = 'openid offline_access all';
    const request = authorizeRequest(shop, scope, [resource]);
    const credentials = { identifier: 'alice', password: 'alice-demo' };
    const { refresh, access } = await signIn(localLogto.endpoint, request, credentials);
    const form = { grant_type: 'refresh_token', refresh_token: refresh, resource };
    const { json } = await requestToken(openBrowser(localLogto.endpoint), shop, form);
    expect(json.scope).toBe('');
    expect((await call('/users', 'GET', String(json.access_token))).status).toBe(403);
    expect((await call('/users', 'GET', access)).status).toBe(401);
  });

  test('that is a logout token is refused, whatever it claims', async () => {
    const { endpoint } = localLogto;
    const claims = { iss: `${endpoint}/oidc`, aud: resource, scope: 'all', client_id: 'manager' };
    const forged = await createControlClient(endpoint).signLogoutToken(claims);
    const { status, body } = await call('/users', 'GET', forged);
    expect(status).toBe(401);
    expect(body.data).toMatchObject({ code: 'ERR_JWT_CLAIM_VALIDATION_FAILED', claim: 'typ' });
  });

  test('that has expired is refused', async () => {
    const control = createControlClient(localLogto.endpoint);
    await control.setFaults({ clockSkew: 3700 });
    const { status, body } = await call('/users');
    await control.behave();
    expect(status).toBe(401);
    expect(body.data).toMatchObject({ code: 'ERR_JWT_EXPIRED', claim: 'exp' });
  });

  test('that was signed with a former key is refused', async () => {
    await createControlClient(localLogto.endpoint).rotateKeys();
    expect((await call('/users')).body.data).toMatchObject({ code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED' });
    token = await fetchToken();
    expect((await call('/users')).status).toBe(200);
  });
});

test('the request log names the application', async () => {
  await call('/users');
  const [latest] = await createControlClient(localLogto.endpoint).requests();
  expect(latest).toMatchObject({ app: 'manager', method: 'GET', endpoint: '/api/users', status: 200 });
});
