import { resources, tenant } from '@repo/config';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Api, startApi } from './test/start-api.ts';
import { type Issuer, organization, otherOrganization, startIssuer } from './test/start-issuer.ts';

let issuer: Issuer;
let api: Api;

beforeEach(async () => {
  issuer = await startIssuer();
  api = await startApi({ endpoint: issuer.endpoint });
});

const shopper = (claims = {}) => issuer.token({ scope: 'shopping:read shopping:write', ...claims });
const member = (id = organization, claims = {}) =>
  issuer.token({ aud: `urn:logto:organization:${id}`, scope: 'read:members invite:member', ...claims });

const membersPath = (id = organization) => `/organizations/${id}/members`;

const link = 'http://localhost:3030/invitations';

const names = (body: unknown): unknown[] => {
  expect(body).toHaveProperty('items');
  const { items } = Object(body);
  return items.map(({ name }: { name: string }) => name);
};

const badRequest = (error_description: string) => ({
  status: 400,
  headers: { 'cache-control': 'no-store' },
  body: { error: 'invalid_request', error_description },
});

describe.each([
  ['/shopping/items', resources.shopping, 'shopping'],
  ['/store/items', resources.store, 'store'],
])('%s', (path, aud, name) => {
  const caller = (claims = {}) => issuer.token({ aud, scope: `${name}:read ${name}:write`, ...claims });

  test('a new item is in the list', async () => {
    const token = await caller();
    expect(await api(path, { token })).toMatchObject({
      status: 200,
      body: { owner: 'user:4ivc07cojqso', items: [] },
    });

    const added = await api(path, { method: 'POST', token, body: { name: ' Milk ' } });
    expect(added).toMatchObject({ status: 201, body: { name: 'Milk', addedBy: '4ivc07cojqso' } });
    expect((await api(path, { token })).body).toEqual({ owner: 'user:4ivc07cojqso', items: [added.body] });
  });

  test('each user has their own list', async () => {
    await api(path, { method: 'POST', token: await caller({ sub: 'alice' }), body: { name: 'Milk' } });
    expect(names((await api(path, { token: await caller({ sub: 'bob' }) })).body)).toEqual([]);
  });

  test('the members of an organization share its list', async () => {
    const alice = await caller({ sub: 'alice', organization_id: organization });
    const bob = await caller({ sub: 'bob', organization_id: organization });
    await api(path, { method: 'POST', token: alice, body: { name: 'Paper' } });

    expect((await api(path, { token: bob })).body).toMatchObject({
      owner: `organization:${organization}`,
      items: [{ name: 'Paper', addedBy: 'alice' }],
    });
    expect(names((await api(path, { token: await caller({ sub: 'alice' }) })).body)).toEqual([]);
  });

  test('one organization does not see the list of another', async () => {
    const token = await caller({ organization_id: organization });
    await api(path, { method: 'POST', token, body: { name: 'Paper' } });
    const other = await caller({ organization_id: otherOrganization });
    expect(names((await api(path, { token: other })).body)).toEqual([]);
  });

  test('a user whose id equals an organization’s id does not see its list', async () => {
    const token = await caller({ organization_id: organization });
    await api(path, { method: 'POST', token, body: { name: 'Paper' } });
    const other = await caller({ sub: organization });
    expect(names((await api(path, { token: other })).body)).toEqual([]);
  });
});

test('the two APIs have separate lists', async () => {
  await api('/shopping/items', { method: 'POST', token: await shopper(), body: { name: 'Milk' } });
  const token = await issuer.token({ aud: resources.store, scope: 'store:read' });
  expect(names((await api('/store/items', { token })).body)).toEqual([]);
});

describe('organization members', () => {
  test('the list contains the caller', async () => {
    expect(await api(membersPath(), { token: await member() })).toMatchObject({
      status: 200,
      body: { members: [{ status: 'member', id: '4ivc07cojqso' }] },
    });
  });

  test('a caller is listed once', async () => {
    await api(membersPath(), { token: await member(organization, { sub: 'alice' }) });
    await api(membersPath(), { token: await member(organization, { sub: 'bob' }) });
    const { body } = await api(membersPath(), { token: await member(organization, { sub: 'alice' }) });
    expect(body).toEqual({
      members: [
        { status: 'member', id: 'alice' },
        { status: 'member', id: 'bob' },
      ],
    });
  });

  test('one organization does not see the members of another', async () => {
    await api(membersPath(), { token: await member() });
    const other = await member(otherOrganization, { sub: 'carol' });
    expect((await api(membersPath(otherOrganization), { token: other })).body).toEqual({
      members: [{ status: 'member', id: 'carol' }],
    });
  });

  test.each([
    {},
    [],
    { email: 'bob', link },
    { email: ['bob@example.com'], link },
    { email: `${'b'.repeat(250)}@example.com`, link },
    { email: 'bob@example.com' },
    { email: 'bob@example.com', link: '/invitations' },
    { email: 'bob@example.com', link: 'javascript:alert(1)' },
    { email: 'bob@example.com', link: `${link}/` },
    { email: 'bob@example.com', link: `${link}?next=x` },
    { email: 'bob@example.com', link: `${link}#x` },
  ])('the invitation %j is rejected', async (body) => {
    const answer = await api(membersPath(), { method: 'POST', token: await member(), body });
    expect(answer).toMatchObject(
      badRequest(
        'Send {"email": "…", "link": "…"} as application/json: the link is a page of your application, without a query',
      ),
    );
  });
});

describe('request bodies', () => {
  const add = async (body: unknown, headers: string[] = []) =>
    api('/shopping/items', { method: 'POST', token: await shopper(), headers, body });
  const hint = 'Send {"name": "…"} as application/json, with a name of 1 to 100 characters';

  test.each([
    {},
    [],
    { name: '' },
    { name: '   ' },
    { name: 7 },
    { name: null },
    { name: 'x'.repeat(101) },
    { name: 'Milk', owner: 'organization:other' },
  ])('the item %j is rejected', async (body) => {
    expect(await add(body)).toMatchObject(badRequest(hint));
  });

  test('a request without a body is rejected', async () => {
    expect(await add(undefined)).toMatchObject(badRequest(hint));
  });

  test('a body without a JSON content type is rejected', async () => {
    expect(await add('{"name":"Milk"}', ['Content-Type', 'text/plain'])).toMatchObject(badRequest(hint));
  });

  test('malformed JSON is rejected', async () => {
    expect(await add('{"name":')).toMatchObject(badRequest('The body is not valid JSON'));
  });

  test('a body that is too large is rejected', async () => {
    expect(await add({ name: 'x'.repeat(100_000) })).toMatchObject({
      status: 413,
      headers: { 'cache-control': 'no-store' },
      body: { error: 'invalid_request', error_description: 'The body is too large: 4 kB at most' },
    });
  });

  test('a body with an unknown encoding is rejected', async () => {
    expect(await add('{"name":"Milk"}', ['Content-Encoding', 'unknown'])).toMatchObject({
      status: 415,
      body: { error: 'invalid_request', error_description: 'The request cannot be read' },
    });
  });

  test('without a token, the body is not read', async () => {
    expect(await api('/shopping/items', { method: 'POST', body: '{"name":' })).toMatchObject({ status: 401 });
  });

  test('a rejected item is not stored', async () => {
    await add({ name: '' });
    expect(names((await api('/shopping/items', { token: await shopper() })).body)).toEqual([]);
  });
});

describe('paths and methods', () => {
  test('the health check needs no token', async () => {
    expect(await api('/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  test.each(['/', '/shopping', '/organizations/acme'])('%s does not exist', async (path) => {
    expect(await api(path)).toMatchObject({
      status: 404,
      headers: { 'cache-control': 'no-store' },
      body: { error: 'not_found', error_description: 'There is nothing at this address' },
    });
  });

  test('a path that cannot be decoded is rejected', async () => {
    expect(await api('/organizations/%ff/members')).toMatchObject(badRequest('The request cannot be read'));
  });

  test.each([
    ['POST', '/health', 'GET, HEAD'],
    ['DELETE', '/shopping/items', 'GET, HEAD, POST'],
    ['PUT', '/store/items', 'GET, HEAD, POST'],
    ['PATCH', '/organizations/acme/members', 'GET, HEAD, POST'],
  ])('%s %s is answered with the allowed methods', async (method, path, allow) => {
    expect(await api(path, { method })).toMatchObject({
      status: 405,
      headers: { allow },
      body: { error: 'method_not_allowed', error_description: `Use one of ${allow}` },
    });
  });

  test('HEAD needs the same token as GET', async () => {
    expect(await api('/shopping/items', { method: 'HEAD' })).toMatchObject({ status: 401 });
    expect(await api('/shopping/items', { method: 'HEAD', token: await shopper() })).toMatchObject({
      status: 200,
    });
  });

  test('no header names the framework', async () => {
    expect((await api('/health')).headers).not.toHaveProperty('x-powered-by');
  });
});

test.each([
  ['/shopping/items', resources.shopping],
  ['/store/items', resources.store],
  [membersPath(), `urn:logto:organization:${organization}`],
])('the tenant defines every permission that %s requires', async (path, aud) => {
  const token = await issuer.token({ aud, scope: '' });
  const answers = [await api(path, { token }), await api(path, { method: 'POST', token })];
  const required = answers.map(
    ({ headers }) => /scope="([^"]+)"/.exec(headers['www-authenticate'] ?? '')?.[1],
  );

  const resource = tenant.resources.find(({ indicator }) => indicator === aud);
  const known = (resource?.scopes ?? tenant.organizationScopes).map(({ name }) => name);
  expect(required).toEqual(known);
});
