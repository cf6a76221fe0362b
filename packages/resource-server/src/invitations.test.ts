import { resources } from '@repo/config';
import { beforeEach, expect, test } from 'vitest';
import { type Api, startApi } from './test/start-api.ts';
import { type Issuer, organization, startIssuer } from './test/start-issuer.ts';

const link = 'http://localhost:3030/invitations';
const id = 'mb1lx5s7o0r9q3e2t4y6u';

let issuer: Issuer;
let api: Api;
/** What the API asked of Logto. */
let calls: Array<{ call: string; body: unknown }>;
/** The invitation at Logto, redirect URIs besides the usual ones, and responses that replace the usual ones. */
let invitation: Record<string, unknown>;
let furtherRedirectUris: string[];
let refusals: Record<string, { status: number; body: { code: string } }>;

beforeEach(async () => {
  issuer = await startIssuer();
  api = await startApi({ endpoint: issuer.endpoint });
  calls = [];
  refusals = {};
  furtherRedirectUris = [];
  invitation = {
    id,
    invitee: 'dora@example.com',
    organizationId: organization,
    status: 'Pending',
    expiresAt: Date.now() + 60_000,
  };
  const users: Record<string, unknown> = {
    dora: { primaryEmail: 'Dora@example.com' },
    eve: { primaryEmail: 'eve@example.com' },
    bob: { primaryEmail: null },
  };
  issuer.manage((call, body) => {
    calls.push({ call, body });
    const answers: Record<string, unknown> = {
      'GET /api/applications/p6aqc9tcd954k90ljhzvk': {
        oidcClientMetadata: {
          redirectUris: ['app:/callback', 'http://localhost:3030/callback', ...furtherRedirectUris],
        },
      },
      'GET /api/organization-roles': [
        { id: 'role-admin', name: 'admin' },
        { id: 'role-member', name: 'member' },
      ],
      'POST /api/organization-invitations': invitation,
      [`POST /api/organization-invitations/${id}/message`]: {},
      [`PUT /api/organization-invitations/${id}/status`]: {},
      [`GET /api/organization-invitations/${id}`]: invitation,
      [`GET /api/organizations/${organization}`]: { id: organization, name: 'Acme' },
      ...Object.fromEntries(Object.entries(users).map(([user, found]) => [`GET /api/users/${user}`, found])),
    };
    const missing = { status: 404, body: { code: 'entity.not_found' } };
    return refusals[call] ?? (call in answers ? { status: 200, body: answers[call] } : missing);
  });
});

const admin = (claims = {}) =>
  issuer.token({
    aud: `urn:logto:organization:${organization}`,
    scope: 'read:members invite:member',
    sub: 'alice',
    ...claims,
  });
const invite = async (body: object = {}, token = admin()) =>
  api(`/organizations/${organization}/members`, {
    method: 'POST',
    token: await token,
    body: { email: 'Dora@Example.com', link, ...body },
  });
/** The token that any user has, without a permission. */
const user = (sub: string) => issuer.token({ aud: resources.shopping, scope: '', sub });
const read = async (sub: string, at = id) => api(`/invitations/${at}`, { token: await user(sub) });
const accept = async (sub: string) => api(`/invitations/${id}`, { method: 'POST', token: await user(sub) });
const members = async () => {
  const { body } = await api(`/organizations/${organization}/members`, { token: await admin() });
  return Object(body).members;
};

test('an admin invites by email: Logto keeps the invitation, and sends a link that nobody else learns', async () => {
  const answer = await invite();

  const invited = { status: 'invited', email: 'dora@example.com', invitedBy: 'alice' };
  expect(answer).toMatchObject({ status: 201, body: invited });
  expect(JSON.stringify(answer)).not.toContain(id);
  expect(calls.slice(-2)).toEqual([
    {
      call: 'POST /api/organization-invitations',
      body: {
        organizationId: organization,
        invitee: 'dora@example.com',
        inviterId: 'alice',
        expiresAt: expect.any(Number),
        organizationRoleIds: ['role-member'],
        messagePayload: false,
      },
    },
    { call: `POST /api/organization-invitations/${id}/message`, body: { link: `${link}/${id}` } },
  ]);
  expect(await members()).toContainEqual(invited);
});

test('without the permission, nobody is invited', async () => {
  const answer = await invite({}, admin({ scope: 'read:members' }));

  expect(answer).toMatchObject({ status: 403, body: { error: 'insufficient_scope' } });
  expect(calls).toEqual([]);
});

test.each([
  'http://localhost:3031/invitations',
  'https://localhost:3030/invitations',
  'http://evil.example/i',
  'http://localhost:3030@evil.example/i',
  'http://evil.example@localhost:3030/i',
  'http://localhost:3030/"><a href="http:\\evil.example">',
  'HTTP://localhost:3030/i',
])('a link to %s, which is not the application, is mailed to nobody', async (foreign) => {
  expect(await invite({ link: foreign })).toMatchObject({ status: 400 });
  expect(calls.map(({ call }) => call)).toEqual(['GET /api/applications/p6aqc9tcd954k90ljhzvk']);
});

test.each([
  ['https://*.preview.example.com/callback', 'https://tea.preview.example.com'],
  ['https://shop-*.preview.example.com/callback', 'https://shop-tea.preview.example.com'],
  ['http://*.shop.localhost:3030/callback', 'http://tea.shop.localhost:3030'],
  ['http://[::1]:3030/callback', 'http://[::1]:3030'],
])('with the redirect URI %s, an invitation may lead to %s', async (redirectUri, origin) => {
  furtherRedirectUris = [redirectUri];
  expect(await invite({ link: `${origin}/invitations` })).toMatchObject({ status: 201 });
});

test.each([
  ['https://*.preview.example.com/callback', 'https://preview.example.com'],
  ['https://*.preview.example.com/callback', 'https://a.tea.preview.example.com'],
  ['https://*.preview.example.com/callback', 'https://tea.preview.example.com:8443'],
  ['https://*.preview.example.com/callback', 'http://tea.preview.example.com'],
  ['https://*.preview.example.com/callback', 'https://tea.previewxexample.com'],
  ['https://*.preview.example.com/callback', 'https://tea.preview.example.com.evil.example'],
  // Logto does not match such redirect URIs either.
  ['https://*.com/callback', 'https://evil.com'],
  ['https://*.com./callback', 'https://evil.com.'],
  ['blob:https://*.com/callback', 'https://evil.com'],
  ['https://*/callback', 'https://evil'],
])('with the redirect URI %s, no invitation leads to %s', async (redirectUri, origin) => {
  furtherRedirectUris = [redirectUri];
  expect(await invite({ link: `${origin}/invitations` })).toMatchObject({ status: 400 });
  expect(calls.map(({ call }) => call)).toEqual(['GET /api/applications/p6aqc9tcd954k90ljhzvk']);
});

test('a link with a long host is refused at once, however many wildcards the redirect URI has', async () => {
  furtherRedirectUris = ['https://*-*-*-*.x.example.com/callback'];
  const startedAt = performance.now();
  const link = `https://shop-${'-'.repeat(440)}.x.example.co/invitations`;

  expect(await invite({ link })).toMatchObject({ status: 400 });
  // Comparing this host would take many seconds.
  expect(performance.now() - startedAt).toBeLessThan(2000);
});

test('whoever is a member or invited already is a conflict', async () => {
  for (const code of [
    'organization_invitation.invitee_already_member',
    'entity.unique_integrity_violation',
  ]) {
    refusals['POST /api/organization-invitations'] = { status: 422, body: { code } };
    expect(await invite()).toMatchObject({ status: 409, body: { error: 'conflict' } });
  }
});

test('an invitation whose email cannot be sent is revoked', async () => {
  const call = `POST /api/organization-invitations/${id}/message`;
  refusals[call] = { status: 400, body: { code: 'connector.not_found' } };

  expect(await invite()).toMatchObject({ status: 503 });

  expect(calls.at(-1)).toEqual({
    call: `PUT /api/organization-invitations/${id}/status`,
    body: { status: 'Revoked' },
  });
  expect(await members()).not.toContainEqual(expect.objectContaining({ status: 'invited' }));
});

test('the invitee sees which organization it is, accepts, and is a member', async () => {
  await invite();
  expect(await read('dora')).toMatchObject({
    status: 200,
    body: { organization: { id: organization, name: 'Acme' } },
  });

  expect(await accept('dora')).toMatchObject({ status: 200, body: { organization: { name: 'Acme' } } });

  expect(calls).toContainEqual({
    call: `PUT /api/organization-invitations/${id}/status`,
    body: { status: 'Accepted', acceptedUserId: 'dora' },
  });
  expect(await members()).toEqual([
    { status: 'member', id: 'dora' },
    { status: 'member', id: 'alice' },
  ]);
});

test.each(['eve', 'bob', 'nobody'])(
  '%s learns nothing of the invitation, and cannot accept it',
  async (sub) => {
    for (const status of ['Pending', 'Accepted', 'Expired']) {
      invitation.status = status;
      for (const answer of [await read(sub), await accept(sub)]) {
        expect(answer).toMatchObject({ status: 403, body: { error: 'invitation_for_another' } });
        expect(JSON.stringify(answer.body)).not.toMatch(/Acme|dora/i);
      }
    }
    expect(calls.some(({ call }) => call.startsWith('PUT'))).toBe(false);
  },
);

test.each([
  ['Accepted', {}, 'invitation_used'],
  ['Revoked', {}, 'invitation_over'],
  ['Expired', {}, 'invitation_over'],
  ['Pending', { expiresAt: 1 }, 'invitation_over'],
])('an invitation that is %s %j is over', async (status, change, error) => {
  Object.assign(invitation, { status, ...change });
  for (const answer of [await read('dora'), await accept('dora')])
    expect(answer).toMatchObject({ status: 410, body: { error } });
});

test('of two that accept at once, Logto refuses the second', async () => {
  const call = `PUT /api/organization-invitations/${id}/status`;
  refusals[call] = { status: 422, body: { code: 'organization_invitation.status_unchangeable' } };
  expect(await accept('dora')).toMatchObject({ status: 410, body: { error: 'invitation_used' } });
});

test.each(['none', 'x'.repeat(22), '..%2fusers%2fdora', `${id}%2fstatus`, `${id}%3fx`, id.toUpperCase()])(
  'the invitation %s does not exist',
  async (at) => {
    expect(await read('dora', at)).toMatchObject({ status: 404, body: { error: 'not_found' } });
    expect(calls.filter(({ call }) => !call.endsWith('/none'))).toEqual([]);
  },
);

test('a token of the organization, or none, accepts nothing', async () => {
  const at = `/invitations/${id}`;
  expect(await api(at, { method: 'POST', token: await admin() })).toMatchObject({ status: 401 });
  expect(await api(at, { method: 'POST' })).toMatchObject({ status: 401 });
  expect(calls).toEqual([]);
});

test('one token serves all calls, and another follows if Logto no longer accepts it', async () => {
  await read('dora');
  await read('dora');
  expect(issuer.managementTokens()).toBe(1);

  issuer.revokeManagementToken();
  expect(await read('dora')).toMatchObject({ status: 200 });
  expect(issuer.managementTokens()).toBe(3);
});

test('without Logto, nobody is told that there is no invitation', async () => {
  const token = await user('dora');
  await read('dora');
  issuer.answerWith((_request, response) => response.writeHead(500).end());
  expect(await api(`/invitations/${id}`, { token })).toMatchObject({
    status: 503,
    body: { error: 'temporarily_unavailable' },
  });
});
