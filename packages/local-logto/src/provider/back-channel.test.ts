import type { Browser } from '@repo/scriptless-browser';
import type { AccountCenter } from '@repo/tenant';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ControlClient, createControlClient } from '../control/control-client.ts';
import { type LocalLogto, startLocalLogto } from '../local-logto.ts';
import { openAccount } from '../test/account-client.ts';
import { alice, bob, firstApp, forLittle, secondApp, tenant } from '../test/fixture.ts';
import { type Receiver, startReceiver } from '../test/receiver.ts';
import { authorizeRequest, decode, signIn } from '../test/sign-in-flow.ts';

let receiver: Receiver;
let localLogto: LocalLogto;
let endpoint: string;
let control: ControlClient;
let secondUri: string;
beforeAll(async () => {
  receiver = await startReceiver();
  const down = await startReceiver();
  down.close();
  secondUri = `${down.origin}/second`;
  const applications = [
    { ...firstApp, backchannelLogoutUri: `${receiver.origin}/first`, backchannelLogoutSessionRequired: true },
    { ...secondApp, backchannelLogoutUri: secondUri },
  ];
  const accountCenter: AccountCenter = { enabled: true, fields: { password: 'Edit' } };
  const served = { ...tenant, applications, accountCenter };
  localLogto = await startLocalLogto({ tenant: served, port: 0, control: true });
  endpoint = localLogto.endpoint;
  control = createControlClient(endpoint);
});
beforeEach(() => control.restart());
afterEach(() => {
  receiver.answerWith(200);
  receiver.take();
});
afterAll(async () => {
  receiver.close();
  await localLogto.close();
});

const signInToBoth = async () => {
  const { browser, id } = await signIn(endpoint, forLittle(), alice);
  await signIn(endpoint, authorizeRequest(secondApp, 'openid offline_access'), alice, browser);
  return { browser, sid: decode(id).payload.sid };
};

const signOut = async (browser: Browser) =>
  browser.press(await browser.open(`/oidc/session/end?client_id=${firstApp.id}`), 'Sign out');

const isSignedIn = async (browser: Browser) =>
  !(await browser.open(`/oidc/auth?${forLittle().parameters}`)).location?.startsWith('/sign-in');

const tokens = () => receiver.take().map(({ form }) => decode(form.get('logout_token') ?? '').payload);

describe('a sign-out', () => {
  test('posts a logout token to each app of the session, and to no app of another session', async () => {
    const { browser, sid } = await signInToBoth();
    const other = await signInToBoth();

    await signOut(browser);

    expect(sid).toEqual(expect.any(String));
    expect(tokens()).toEqual([expect.objectContaining({ aud: firstApp.id, sid })]);
    expect(await isSignedIn(browser)).toBe(false);
    expect(await isSignedIn(other.browser)).toBe(true);
  });

  test('ends the session although one app is down and another one answers 500, and tries once', async () => {
    receiver.answerWith(500);
    const { browser } = await signInToBoth();

    expect((await signOut(browser)).status).toBe(303);

    expect(tokens()).toHaveLength(1);
    expect(await isSignedIn(browser)).toBe(false);
  });

  test('waits 2.5 seconds for an app that does not answer', { timeout: 20_000 }, async () => {
    receiver.answerWith(200, 60_000);
    const { browser } = await signInToBoth();
    const start = performance.now();

    expect((await signOut(browser)).status).toBe(303);

    expect(performance.now() - start).toBeGreaterThan(2400);
    expect(tokens()).toHaveLength(1);
  });

  test('is in the request log: to whom Logto posted, and the answer', async () => {
    const { browser } = await signInToBoth();
    await control.clearRequests();

    await signOut(browser);

    const posts = (await control.requests()).filter(({ fromLogto }) => fromLogto);
    expect(posts.toSorted((one, other) => one.status - other.status)).toMatchObject([
      { app: secondApp.id, method: 'POST', endpoint: secondUri, status: 0 },
      { app: firstApp.id, method: 'POST', endpoint: `${receiver.origin}/first`, status: 200 },
    ]);
  });
});

test('a changed password ends no session and posts nothing', async () => {
  const { access, browser } = await signIn(endpoint, forLittle(), alice);
  const { call, verifyPassword } = openAccount(endpoint, access);
  const record = await verifyPassword(alice.password);

  expect((await call('POST', 'my-account/password', { password: 'a-new-password' }, record)).status).toBe(
    204,
  );

  expect(tokens()).toEqual([]);
  expect(await isSignedIn(browser)).toBe(true);
});

describe("ending a user's sessions through the control API", () => {
  test('signs the user out in every browser and posts a logout token for each session', async () => {
    const [one, other] = [await signInToBoth(), await signInToBoth()];
    const theirs = await signIn(endpoint, forLittle(), bob);

    expect(await control.endSessions('alice')).toBe(2);

    expect(new Set(tokens().map(({ sid }) => sid))).toEqual(new Set([one.sid, other.sid]));
    expect(await isSignedIn(one.browser)).toBe(false);
    expect(await isSignedIn(other.browser)).toBe(false);
    expect(await isSignedIn(theirs.browser)).toBe(true);
    expect(await control.endSessions('alice')).toBe(0);
  });

  test('refuses an unknown user, and an order without a username', async () => {
    await expect(control.endSessions('nobody')).rejects.toThrow(
      'POST /local/end-sessions: 404 {"message":"There is no user \\"nobody\\"."}',
    );
    await expect(control.endSessions('')).rejects.toThrow('400 {"message":"Send a username:');
  });
});
