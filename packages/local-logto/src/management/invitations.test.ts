import { parseTenant } from '@repo/tenant';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createControlClient } from '../control/control-client.ts';
import { idOf } from '../directory.ts';
import { type LocalLogto, startLocalLogto } from '../local-logto.ts';
import { openBrowser, requestToken } from '../test/sign-in-flow.ts';

const resource = 'https://default.logto.app/api';
const manager = {
  name: 'Manager',
  id: 'manager',
  type: 'MachineToMachine',
  secret: 'secret-of-manager',
  roles: ['Logto Management API access'],
} as const;

const tenant = parseTenant(
  {
    applications: [{ ...manager, roles: [...manager.roles] }],
    organizationScopes: [{ name: 'read:members' }],
    organizationRoles: [{ name: 'admin' }, { name: 'member', organizationScopes: ['read:members'] }],
    organizations: [{ name: 'Acme' }, { name: 'Globex' }],
    users: [
      {
        username: 'alice',
        password: 'alice-demo',
        primaryEmail: 'alice@example.com',
        memberships: [{ organization: 'Acme', roles: ['admin'] }],
      },
      { username: 'dora', password: 'dora-demo', primaryEmail: 'dora@example.com' },
      { username: 'eve', password: 'eve-demo', primaryEmail: 'eve@example.com' },
    ],
  },
  'invitations.test.ts',
);

const [alice, dora, eve] = ['alice', 'dora', 'eve'].map((name) => idOf('user', name));
const acme = idOf('organization', 'Acme');
const member = idOf('organization-role', 'member', 21);
const link = 'http://localhost:4010/invitations';

let localLogto: LocalLogto;
let token: string;

beforeAll(async () => {
  localLogto = await startLocalLogto({ tenant, port: 0, control: true });
});
afterAll(() => localLogto.close());
beforeEach(async () => {
  // Forgets memberships and invitations.
  await createControlClient(localLogto.endpoint).restart();
  const form = { grant_type: 'client_credentials', resource, scope: 'all' };
  const { json } = await requestToken(openBrowser(localLogto.endpoint), manager, form);
  token = String(json.access_token);
});

const call = async (method: string, path: string, sent?: object) => {
  const response = await fetch(`${localLogto.endpoint}/api${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(sent && { body: JSON.stringify(sent) }),
  });
  const text = await response.text();
  return { status: response.status, body: text && JSON.parse(text) };
};

const invite = (wanted: object = {}) =>
  call('POST', '/organization-invitations', {
    invitee: 'dora@example.com',
    inviterId: alice,
    organizationId: acme,
    expiresAt: Date.now() + 60_000,
    organizationRoleIds: [member],
    messagePayload: false,
    ...wanted,
  });

const setStatus = (id: string, status: object) =>
  call('PUT', `/organization-invitations/${id}/status`, status);

const organizationsOf = async (user: string | undefined): Promise<string[]> =>
  (await call('GET', `/users/${user}/organizations`)).body.map(({ name }: { name: string }) => name);

test('whoever accepts an invitation is a member, with its roles', async () => {
  const { status, body } = await invite();
  expect(status).toBe(201);
  expect(body).toMatchObject({
    tenantId: 'default',
    id: expect.stringMatching(/^[a-z0-9]{21}$/),
    inviterId: alice,
    invitee: 'dora@example.com',
    acceptedUserId: null,
    organizationId: acme,
    status: 'Pending',
    organizationRoles: [{ id: member, name: 'member' }],
  });
  expect(await organizationsOf(dora)).toEqual([]);

  const accepted = await setStatus(body.id, { status: 'Accepted', acceptedUserId: dora });

  expect(accepted).toMatchObject({ status: 200, body: { status: 'Accepted', acceptedUserId: dora } });
  expect(await organizationsOf(dora)).toEqual(['Acme']);
  const roles = await call('GET', `/organizations/${acme}/users/${dora}/roles`);
  expect(roles.body).toMatchObject([{ name: 'member' }]);
});

test('the email reaches the inbox, with the link', async () => {
  const { body } = await invite();
  const control = createControlClient(localLogto.endpoint);
  await control.clearMessages();

  expect((await call('POST', `/organization-invitations/${body.id}/message`, { link })).status).toBe(204);

  expect(await control.messages()).toMatchObject([
    { email: 'dora@example.com', link, text: `You are invited to join Acme: ${link}` },
  ]);
});

describe('is refused:', () => {
  test.each([
    [
      'an invitation of a member',
      { invitee: 'alice@example.com' },
      422,
      'organization_invitation.invitee_already_member',
    ],
    ['one to no organization', { organizationId: 'nowhere' }, 422, 'entity.relation_foreign_key_not_found'],
    [
      'one with an unknown role',
      { organizationRoleIds: ['none'] },
      422,
      'entity.relation_foreign_key_not_found',
    ],
    ['one that is over', { expiresAt: 1 }, 400, 'organization_invitation.expires_at_future_required'],
    ['one without an email address', { invitee: 'dora' }, 400, 'guard.invalid_input'],
  ])('%s', async (_, wanted, status, code) => {
    expect(await invite(wanted)).toMatchObject({ status, body: { code } });
  });

  test('a second invitation while the first is pending', async () => {
    const { body } = await invite();
    expect(await invite()).toMatchObject({
      status: 422,
      body: { code: 'entity.unique_integrity_violation' },
    });
    await setStatus(body.id, { status: 'Revoked' });
    expect((await invite()).status).toBe(201);
  });

  test('somebody with another email address', async () => {
    const { body } = await invite();
    expect(await setStatus(body.id, { status: 'Accepted', acceptedUserId: eve })).toMatchObject({
      status: 422,
      body: { code: 'organization_invitation.accepted_user_email_mismatch' },
    });
    expect(await organizationsOf(eve)).toEqual([]);
  });

  test('accepting twice, and accepting what was revoked', async () => {
    const accept = { status: 'Accepted', acceptedUserId: dora };
    const refusal = { status: 422, body: { code: 'organization_invitation.status_unchangeable' } };
    const { body: first } = await invite();
    await setStatus(first.id, accept);
    expect(await setStatus(first.id, accept)).toMatchObject(refusal);

    await call('DELETE', `/organizations/${acme}/users/${dora}`);
    const { body: second } = await invite();
    await setStatus(second.id, { status: 'Revoked' });
    expect(await setStatus(second.id, accept)).toMatchObject(refusal);
    expect(await organizationsOf(dora)).toEqual([]);
  });

  test('what has expired', async () => {
    const { body } = await invite({ expiresAt: Date.now() + 60_000 });
    const control = createControlClient(localLogto.endpoint);
    await control.setFaults({ clockSkew: 120 });
    expect((await call('GET', `/organization-invitations/${body.id}`)).body.status).toBe('Expired');
    const late = await setStatus(body.id, { status: 'Accepted', acceptedUserId: dora });
    await control.behave();
    expect(late.body.code).toBe('organization_invitation.status_unchangeable');
  });

  test('an invitation that does not exist', async () => {
    expect((await call('GET', '/organization-invitations/none')).status).toBe(404);
    expect((await setStatus('none', { status: 'Revoked' })).status).toBe(404);
  });
});

test('members are added and removed, until a restart', async () => {
  expect(await call('POST', `/organizations/${acme}/users`, { userIds: [eve] })).toEqual({
    status: 201,
    body: { userIds: [eve] },
  });
  expect(await organizationsOf(eve)).toEqual(['Acme']);
  const unknown = await call('POST', `/organizations/${acme}/users`, { userIds: [dora, 'nobody'] });
  expect(unknown).toMatchObject({ status: 422, body: { code: 'entity.relation_foreign_key_not_found' } });
  expect(await organizationsOf(dora)).toEqual([]);

  expect((await call('DELETE', `/organizations/${acme}/users/${alice}`)).status).toBe(204);
  expect(await organizationsOf(alice)).toEqual([]);
  await createControlClient(localLogto.endpoint).restart();
  expect(tenant.users[0]?.memberships).toHaveLength(1);
});
