import type { Tenant, TenantInput } from '@repo/tenant';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createControlClient } from '../control/control-client.ts';
import { type LocalLogto, startLocalLogto } from '../local-logto.ts';
import { openAccount } from '../test/account-client.ts';
import { connectedTenant } from '../test/connected-tenant.ts';
import { alice, bob, firstApp } from '../test/fixture.ts';
import { everythingEditable } from '../test/recorded-account-tenant.ts';
import {
  authorizeRequest,
  basic,
  type Credentials,
  openBrowser,
  settle,
  signIn,
} from '../test/sign-in-flow.ts';
import { openVisit } from '../test/visitor.ts';

const redirectUri = 'http://localhost:4010/account/callback';
const tenantWith = (change: TenantInput['signInExperience']): Tenant => {
  const tenant = connectedTenant({ ...change, socialSignIn: { skipRequiredIdentifiers: true } });
  const { upstream } = tenant.providers;
  return {
    ...tenant,
    accountCenter: everythingEditable,
    providers: { ...tenant.providers, upstream: upstream && { ...upstream, redirectUris: [redirectUri] } },
  };
};
const tenant = tenantWith({ signIn: { methods: [{ identifier: 'username' }] } });
const allScopes = 'openid offline_access profile email phone address custom_data identities';

let localLogto: LocalLogto;
beforeAll(async () => {
  localLogto = await startLocalLogto({ tenant, port: 0, control: true, report: () => {} });
});
afterAll(() => localLogto.close());

const accountOf = async (credentials: Credentials, { endpoint } = localLogto) => {
  const { access, browser } = await signIn(endpoint, authorizeRequest(firstApp, allScopes), credentials);
  return { ...openAccount(endpoint, access), access, browser };
};
type Account = Awaited<ReturnType<typeof accountOf>>;

/** Verifies an account at the provider of the social connector. Returns the id of the record. */
const verifySocial = async ({ call }: Pick<Account, 'call'>, login: string): Promise<string> => {
  const start = { connectorId: 'oidcguide01x', state: 's', redirectUri };
  const { json } = await call('POST', 'verifications/social', start);
  const browser = openBrowser(localLogto.endpoint);
  const chosen = await settle(browser, await browser.open(String(json.authorizationUri)));
  const consent = await settle(browser, await browser.press(chosen, 'Continue', { login }));
  const { location = '' } = await settle(browser, await browser.press(consent, 'Allow'));
  const connectorData = Object.fromEntries(new URL(location).searchParams);
  const verificationRecordId = String(json.verificationRecordId);
  await call('POST', 'verifications/social/verify', { connectorData, verificationRecordId });
  return verificationRecordId;
};

const codeFor = (phone: string): Promise<string> => openVisit(localLogto.endpoint).codeFor(phone);

describe('a verification record', () => {
  test.each(['', 'x', 'constructor', '__proto__', 'a'.repeat(21)])(
    'with the forged id %j proves nothing',
    async (id) => {
      const { call } = await accountOf(alice);
      const { status, json } = await call('PATCH', 'my-account', { username: 'mallory' }, id);
      expect(status).toBe(401);
      expect(json.code).toBe('verification_record.permission_denied');
    },
  );

  test('of another user neither proves who the user is, nor that a phone or a social account is theirs', async () => {
    const [forAlice, forBob] = [await accountOf(alice), await accountOf(bob)];
    const alicesRecord = await forAlice.verifyPassword(alice.password);
    const stolen = await forBob.call('PATCH', 'my-account', { username: 'mallory' }, alicesRecord);
    expect(stolen.status).toBe(401);

    const bobsRecord = await forBob.verifyPassword(bob.password);
    const phone = '12025550166';
    const phoneRecord = await forAlice.requestCode(phone);
    await forAlice.verifyCode(phone, phoneRecord, await codeFor(phone));
    const phoneBody = { phone, newIdentifierVerificationRecordId: phoneRecord };
    expect(await forBob.call('POST', 'my-account/primary-phone', phoneBody, bobsRecord)).toMatchObject({
      status: 400,
      json: { code: 'verification_record.not_found' },
    });

    const social = await verifySocial(forAlice, 'selma');
    const socialBody = { newIdentifierVerificationRecordId: social };
    expect(await forBob.call('POST', 'my-account/identities', socialBody, bobsRecord)).toMatchObject({
      status: 400,
      json: { code: 'verification_record.not_found' },
    });
  });

  test('of a password does not stand for a phone, and one of a phone not for a social account', async () => {
    const { call, verifyPassword, requestCode, verifyCode } = await accountOf(alice);
    const record = await verifyPassword(alice.password);
    const body = { phone: '12025550167', newIdentifierVerificationRecordId: record };
    expect((await call('POST', 'my-account/primary-phone', body, record)).status).toBe(400);

    const phoneRecord = await requestCode('12025550167');
    await verifyCode('12025550167', phoneRecord, await codeFor('12025550167'));
    const link = { newIdentifierVerificationRecordId: phoneRecord };
    expect((await call('POST', 'my-account/identities', link, record)).status).toBe(400);
    const answer = { verificationRecordId: phoneRecord, connectorData: {} };
    expect((await call('POST', 'verifications/social/verify', answer)).status).toBe(400);
  });
});

describe('what the account center does not let users edit', () => {
  const readOnly = Object.fromEntries(Object.keys(everythingEditable.fields).map((key) => [key, 'ReadOnly']));
  const closed: Tenant = { ...tenant, accountCenter: { enabled: true, fields: readOnly } };
  let other: LocalLogto;
  beforeAll(async () => {
    other = await startLocalLogto({ tenant: closed, port: 0 });
  });
  afterAll(() => other.close());

  test.each([
    ['PATCH', 'my-account', { name: 'A' }],
    ['PATCH', 'my-account', { avatar: null }],
    ['PATCH', 'my-account', { username: 'a' }],
    ['PATCH', 'my-account', { customData: {} }],
    ['PATCH', 'my-account/profile', { nickname: 'a' }],
    ['POST', 'my-account/password', { password: 'new-password' }],
    ['POST', 'my-account/primary-email', { email: 'a@b.example', newIdentifierVerificationRecordId: 'x' }],
    ['POST', 'my-account/primary-phone', { phone: '12025550168', newIdentifierVerificationRecordId: 'x' }],
    ['DELETE', 'my-account/primary-email', undefined],
    ['DELETE', 'my-account/primary-phone', undefined],
    ['POST', 'my-account/identities', { newIdentifierVerificationRecordId: 'x' }],
    ['PUT', 'my-account/identities', { newIdentifierVerificationRecordId: 'x' }],
    ['DELETE', 'my-account/identities/guide-oidc', undefined],
  ])('is refused: %s %s %j', async (method, path, body) => {
    const { call, verifyPassword } = await accountOf(alice, other);
    const record = await verifyPassword(alice.password);
    expect(await call(method, path, body, record)).toMatchObject({
      status: 400,
      json: { code: 'account_center.field_not_editable' },
    });
  });
});

describe('a body', () => {
  test.each([
    ['longer than 56 kB', JSON.stringify({ name: 'x'.repeat(60_000) }), 413],
    ['that is not JSON', '{"name":', 400],
    ['that is not an object', '["name"]', 400],
    ['with a name of the wrong type', '{"name":{"$gt":""}}', 400],
    ['with a name that is too long', JSON.stringify({ name: 'x'.repeat(129) }), 400],
  ])('%s is refused, and changes nothing', async (_kind, body, status) => {
    const { call } = await accountOf(alice);
    const before = (await call('GET', 'my-account')).json.updatedAt;
    expect(await call('PATCH', 'my-account', body)).toMatchObject({
      status,
      json: { code: 'guard.invalid_input', message: expect.any(String) },
    });
    expect((await call('GET', 'my-account')).json.updatedAt).toBe(before);
  });

  test('with a key of the prototype changes no other user', async () => {
    const { call } = await accountOf(alice);
    await call('PATCH', 'my-account', '{"name":"Alice","__proto__":{"username":"mallory"}}');
    await call('PATCH', 'my-account', '{"customData":{"__proto__":{"isAdmin":true}}}');
    const { json } = await (await accountOf(bob)).call('GET', 'my-account');
    expect(json).toMatchObject({ username: 'bob', customData: {} });
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
  });
});

test.each(['constructor', '__proto__', '%', '%2F', 'nowhere'])(
  'the target %s is nobody’s social account',
  async (target) => {
    const { call, verifyPassword } = await accountOf(alice);
    const record = await verifyPassword(alice.password);
    expect(await call('DELETE', `my-account/identities/${target}`, undefined, record)).toMatchObject({
      status: 404,
      json: { code: 'user.identity_not_exist' },
    });
    expect((await call('GET', `my-account/identities/${target}/access-token`)).status).toBe(404);
  },
);

test('a name with markup is text: here, in userinfo, on the pages of Logto', async () => {
  const name = '<img src=x onerror=alert(1)>';
  const { endpoint } = localLogto;
  const browser = openBrowser(endpoint);
  const { access } = await signIn(endpoint, authorizeRequest(firstApp, allScopes), bob, browser);
  const { call } = openAccount(endpoint, access);
  expect((await call('PATCH', 'my-account', { name })).json.name).toBe(name);
  const userinfo = await browser.send('/oidc/me', { headers: { authorization: `Bearer ${access}` } });
  expect(JSON.parse(userinfo.body).name).toBe(name);
  for (const path of ['/account', '/local'])
    expect((await browser.open(path)).body).not.toContain('<img src=x');
});

test('a linked account signs in to the same user, and an unlinked one to a new user', async () => {
  const forAlice = await accountOf(alice);
  const record = await forAlice.verifyPassword(alice.password);
  const link = { newIdentifierVerificationRecordId: await verifySocial(forAlice, 'luna') };
  expect((await forAlice.call('POST', 'my-account/identities', link, record)).status).toBe(204);

  const signInAsLuna = async () => {
    const visit = openVisit(localLogto.endpoint);
    const provider = await visit.press(await visit.start(), 'Continue with Guide OIDC');
    return visit.userinfo(await visit.signInUpstream(provider, 'luna'));
  };
  expect(await signInAsLuna()).toMatchObject({ username: 'alice' });
  const page = await forAlice.browser.open('/account');
  expect(page.body).toContain('Guide OIDC as Luna Upstream');

  const unlinked = await forAlice.call('DELETE', 'my-account/identities/guide-oidc', undefined, record);
  expect(unlinked.status).toBe(204);
  expect(await signInAsLuna()).toMatchObject({ username: null });
});

test('a user who has only a social account keeps it until there is another way to sign in', async () => {
  const visit = openVisit(localLogto.endpoint);
  const provider = await visit.press(await visit.start(), 'Continue with Guide OIDC');
  const page = await visit.signInUpstream(provider, 'solo', { email: '' });
  const { call, requestCode, verifyCode } = openAccount(localLogto.endpoint, await visit.accessToken(page));
  expect((await call('GET', 'my-account')).json).toMatchObject({
    hasPassword: false,
    hasSecurityVerificationMethod: false,
  });
  expect(await call('DELETE', 'my-account/identities/guide-oidc')).toMatchObject({
    status: 400,
    json: { code: 'user.last_sign_in_method_required' },
  });

  // There is nothing to verify with.
  const phone = '12025550169';
  const record = await requestCode(phone);
  await verifyCode(phone, record, await codeFor(phone));
  const added = { phone, newIdentifierVerificationRecordId: record };
  expect((await call('POST', 'my-account/primary-phone', added)).status).toBe(204);

  expect((await call('DELETE', 'my-account/identities/guide-oidc')).status).toBe(401);
  const own = await requestCode(phone);
  await verifyCode(phone, own, await codeFor(phone));
  expect((await call('DELETE', 'my-account/identities/guide-oidc', undefined, own)).status).toBe(204);
  expect(await call('DELETE', 'my-account/primary-phone', undefined, own)).toMatchObject({
    status: 400,
    json: { code: 'user.last_sign_in_method_required' },
  });
});

test('a new phone number signs in, and the old one no longer does', async () => {
  const other = await startLocalLogto({ tenant: tenantWith({}), port: 0, control: true });
  const visit = openVisit(other.endpoint);
  const asked = await visit.press(await visit.start(), 'Sign in', { identifier: 'alice' });
  const app = await visit.press(asked, 'Continue', { password: alice.password });
  const forAlice = openAccount(other.endpoint, await visit.accessToken(app));
  const phone = '12025550170';
  const record = await forAlice.requestCode(phone);
  await forAlice.verifyCode(phone, record, await visit.codeFor(phone));
  const body = { phone, newIdentifierVerificationRecordId: record };
  await forAlice.call(
    'POST',
    'my-account/primary-phone',
    body,
    await forAlice.verifyPassword(alice.password),
  );

  const signInByPhone = async (number: string) => {
    const visitor = openVisit(other.endpoint);
    const page = await visitor.press(await visitor.start(), 'Sign in', { identifier: `+${number}` });
    return visitor.enterCode(page, await visitor.codeFor(number));
  };
  expect((await signInByPhone(phone)).location).toContain('code=');
  expect((await signInByPhone('12025550123')).body).toContain('There is no account with +12025550123');
  await other.close();
});

test('a number that no message can reach is refused with the reason', async () => {
  const { call } = await accountOf(alice);
  const identifier = { type: 'phone', value: '0' };
  const { status, json } = await call('POST', 'verifications/verification-code', { identifier });
  expect(status).toBe(400);
  expect(json.message).toContain('E.164');
});

test('the request log names the app, and no token', async () => {
  const control = createControlClient(localLogto.endpoint);
  const { call, access } = await accountOf(bob);
  await control.clearRequests();
  await call('GET', 'my-account');
  await openAccount(localLogto.endpoint, 'forged').call('GET', 'my-account');
  const logged = await control.requests();
  expect(logged).toMatchObject([
    { method: 'GET', endpoint: '/api/my-account', status: 401 },
    { method: 'GET', endpoint: '/api/my-account', status: 200, app: firstApp.id },
  ]);
  expect(JSON.stringify(logged)).not.toContain(access);
});

test('a revoked token opens nothing', async () => {
  const { call, access } = await accountOf(bob);
  await openBrowser(localLogto.endpoint).send('/oidc/token/revocation', {
    method: 'POST',
    headers: { authorization: basic(firstApp.id, firstApp.secret) },
    body: new URLSearchParams({ token: access }),
  });
  expect((await call('GET', 'my-account')).status).toBe(401);
});

test('a restart forgets the changes of users and their verification records', async () => {
  const before = await accountOf(alice);
  const record = await before.verifyPassword(alice.password);
  await before.call('PATCH', 'my-account/profile', { nickname: 'Changed' });
  await createControlClient(localLogto.endpoint).restart();
  const after = await accountOf(alice);
  expect((await after.call('GET', 'my-account')).json.profile).toMatchObject({ nickname: 'Ali' });
  expect((await after.call('PATCH', 'my-account', { username: 'mallory' }, record)).status).toBe(401);
});
