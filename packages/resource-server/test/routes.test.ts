import { resources, tenant } from '@repo/config';
import { beforeEach, describe, expect, test } from 'vitest';
import { createLists } from '../src/lists.ts';
import { type Api, startApi } from './api.ts';
import { type Issuer, organization, otherOrganization, startIssuer } from './issuer.ts';

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

  test('what is written is seen by the next read', async () => {
    const token = await caller();
    expect(await api(path, { token })).toMatchObject({
      status: 200,
      body: { owner: 'user:4ivc07cojqso', items: [] },
    });

    const added = await api(path, { method: 'POST', token, body: { name: ' Milk ' } });
    expect(added).toMatchObject({ status: 201, body: { name: 'Milk', addedBy: '4ivc07cojqso' } });
    expect((await api(path, { token })).body).toEqual({ owner: 'user:4ivc07cojqso', items: [added.body] });
  });

  test('each user has a list of their own', async () => {
    await api(path, { method: 'POST', token: await caller({ sub: 'alice' }), body: { name: 'Milk' } });
    expect(names((await api(path, { token: await caller({ sub: 'bob' }) })).body)).toEqual([]);
  });

  test('an organization’s token opens the organization’s list, which its members share', async () => {
    const alice = await caller({ sub: 'alice', organization_id: organization });
    const bob = await caller({ sub: 'bob', organization_id: organization });
    await api(path, { method: 'POST', token: alice, body: { name: 'Paper' } });

    expect((await api(path, { token: bob })).body).toMatchObject({
      owner: `organization:${organization}`,
      items: [{ name: 'Paper', addedBy: 'alice' }],
    });
    expect(names((await api(path, { token: await caller({ sub: 'alice' }) })).body)).toEqual([]);
  });

  test('organizations do not see each other’s list', async () => {
    const token = await caller({ organization_id: organization });
    await api(path, { method: 'POST', token, body: { name: 'Paper' } });
    const other = await caller({ organization_id: otherOrganization });
    expect(names((await api(path, { token: other })).body)).toEqual([]);
  });

  test('a user whose id is an organization’s does not see its list', async () => {
    const token = await caller({ organization_id: organization });
    await api(path, { method: 'POST', token, body: { name: 'Paper' } });
    const other = await caller({ sub: organization });
    expect(names((await api(path, { token: other })).body)).toEqual([]);
  });
});

test('shopping and store are two lists', async () => {
  await api('/shopping/items', { method: 'POST', token: await shopper(), body: { name: 'Milk' } });
  const token = await issuer.token({ aud: resources.store, scope: 'store:read' });
  expect(names((await api('/store/items', { token })).body)).toEqual([]);
});

describe('members of an organization', () => {
  test('the caller is a member', async () => {
    expect(await api(membersPath(), { token: await member() })).toMatchObject({
      status: 200,
      body: { members: [{ status: 'member', id: '4ivc07cojqso' }] },
    });
  });

  test('whoever calls is listed once', async () => {
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

  test('who is invited is seen by the next read', async () => {
    const token = await member();
    const answers = [
      await api(membersPath(), { method: 'POST', token, body: { email: 'Bob@Example.com' } }),
      await api(membersPath(), { method: 'POST', token, body: { username: 'carol' } }),
    ];
    const invitedBy = '4ivc07cojqso';
    expect(answers).toMatchObject([
      { status: 201, body: { status: 'invited', email: 'bob@example.com', invitedBy } },
      { status: 201, body: { status: 'invited', username: 'carol', invitedBy } },
    ]);
    expect((await api(membersPath(), { token })).body).toEqual({
      members: [{ status: 'member', id: '4ivc07cojqso' }, ...answers.map(({ body }) => body)],
    });
  });

  test('who is invited already is not invited twice', async () => {
    const call = { method: 'POST', token: await member(), body: { email: 'bob@example.com' } };
    const first = await api(membersPath(), call);
    const second = await api(membersPath(), call);
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body).toEqual(first.body);
    expect((await api(membersPath(), call.token ? { token: call.token } : {})).body).toMatchObject({
      members: [{ status: 'member' }, { status: 'invited' }],
    });
  });

  test('organizations do not see each other’s members', async () => {
    const token = await member();
    await api(membersPath(), { method: 'POST', token, body: { email: 'bob@example.com' } });
    const other = await member(otherOrganization, { sub: 'carol' });
    expect((await api(membersPath(otherOrganization), { token: other })).body).toEqual({
      members: [{ status: 'member', id: 'carol' }],
    });
  });

  test.each([
    {},
    [],
    { email: 'bob' },
    { username: '' },
    { username: 'no spaces' },
    { email: 'bob@example.com', username: 'bob' },
    { email: ['bob@example.com'] },
    { email: `${'b'.repeat(250)}@example.com` },
  ])('the invitation %j is refused', async (body) => {
    const answer = await api(membersPath(), { method: 'POST', token: await member(), body });
    expect(answer).toMatchObject(badRequest('Send {"email": "…"} or {"username": "…"} as application/json'));
  });
});

describe('bodies', () => {
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
  ])('the item %j is refused', async (body) => {
    expect(await add(body)).toMatchObject(badRequest(hint));
  });

  test('no body at all is refused', async () => {
    expect(await add(undefined)).toMatchObject(badRequest(hint));
  });

  test('a body that is not declared as JSON is refused', async () => {
    expect(await add('{"name":"Milk"}', ['Content-Type', 'text/plain'])).toMatchObject(badRequest(hint));
  });

  test('malformed JSON is refused', async () => {
    expect(await add('{"name":')).toMatchObject(badRequest('The body is not valid JSON'));
  });

  test('a body that is too large is refused', async () => {
    expect(await add({ name: 'x'.repeat(100_000) })).toMatchObject({
      status: 413,
      headers: { 'cache-control': 'no-store' },
      body: { error: 'invalid_request', error_description: 'The body is too large: 4 kB at most' },
    });
  });

  test('a body in an encoding nobody knows is refused', async () => {
    expect(await add('{"name":"Milk"}', ['Content-Encoding', 'unknown'])).toMatchObject({
      status: 415,
      body: { error: 'invalid_request', error_description: 'The request cannot be read' },
    });
  });

  test('the body of a stranger is not read', async () => {
    expect(await api('/shopping/items', { method: 'POST', body: '{"name":' })).toMatchObject({ status: 401 });
  });

  test('what is refused is not stored', async () => {
    await add({ name: '' });
    expect(names((await api('/shopping/items', { token: await shopper() })).body)).toEqual([]);
  });
});

describe('addresses and methods', () => {
  test('the health of the server is seen without a token', async () => {
    expect(await api('/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  test.each(['/', '/shopping', '/organizations/acme'])('there is nothing at %s', async (path) => {
    expect(await api(path)).toMatchObject({
      status: 404,
      headers: { 'cache-control': 'no-store' },
      body: { error: 'not_found', error_description: 'There is nothing at this address' },
    });
  });

  test('an address that cannot be decoded is refused', async () => {
    expect(await api('/organizations/%ff/members')).toMatchObject(badRequest('The request cannot be read'));
  });

  test.each([
    ['POST', '/health', 'GET, HEAD'],
    ['DELETE', '/shopping/items', 'GET, HEAD, POST'],
    ['PUT', '/store/items', 'GET, HEAD, POST'],
    ['PATCH', '/organizations/acme/members', 'GET, HEAD, POST'],
  ])('%s %s is told which methods there are', async (method, path, allow) => {
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

  test('the server does not say what it is made of', async () => {
    expect((await api('/health')).headers).not.toHaveProperty('x-powered-by');
  });
});

test.each([
  ['/shopping/items', resources.shopping],
  ['/store/items', resources.store],
  [membersPath(), `urn:logto:organization:${organization}`],
])('every permission that %s asks for is one of the tenant', async (path, aud) => {
  const token = await issuer.token({ aud, scope: '' });
  const answers = [await api(path, { token }), await api(path, { method: 'POST', token })];
  const asked = answers.map(({ headers }) => /scope="([^"]+)"/.exec(headers['www-authenticate'] ?? '')?.[1]);

  const resource = tenant.resources.find(({ indicator }) => indicator === aud);
  const known = (resource?.scopes ?? tenant.organizationScopes).map(({ name }) => name);
  expect(asked).toEqual(known);
});

describe('lists in memory', () => {
  test('a list keeps its latest entries', () => {
    const lists = createLists<number>({ entries: 2 });
    for (const entry of [1, 2, 3]) lists.add('alice', entry);
    expect(lists.of('alice')).toEqual([2, 3]);
  });

  test('the owner who has not written for longest is forgotten', () => {
    const lists = createLists<number>({ owners: 2 });
    for (const owner of ['alice', 'bob', 'alice', 'carol']) lists.add(owner, 1);
    expect(['alice', 'bob', 'carol'].map((owner) => lists.of(owner).length)).toEqual([2, 0, 1]);
  });
});
