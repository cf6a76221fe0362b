import { generateKeyPairSync, sign } from 'node:crypto';
import type { APIRequestContext } from '@playwright/test';
import { users } from '@repo/config';
import { applicationOf } from '../apps.ts';
import { credentialsOf } from '../logto.ts';
import type { Servers } from '../servers.ts';
import { readClaims } from '../support/claims.ts';
import { signInElsewhere } from '../support/sign-in-elsewhere.ts';
import { signInWithoutPage } from '../support/signed-in.ts';
import { expect, type Page, test } from '../support/test.ts';

const uriOf = (app: string) => applicationOf(app).backchannelLogoutUri ?? '';

const postToken = (request: APIRequestContext, app: string, logoutToken: string) =>
  request.post(uriOf(app), { form: { logout_token: logoutToken } });

/** Whether the app says that it keeps sessions in cookies, which no server can end. */
const isInCookies = async (request: APIRequestContext, app: string) =>
  (await postToken(request, app, '')).status() === 501;

const inCookies = 'sessions are in cookies, which the app cannot end';

const expectSignedIn = (page: Page) =>
  expect(page.getByRole('heading', { level: 1, name: 'Hello, Alice Liddell' })).toBeVisible();

const expectSignedOut = (page: Page) =>
  expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();

test('a visitor who signs out at another application is signed out here, or the app says why not', async ({
  page,
  context,
  signedInAs,
  app,
  servers,
  otherApplication,
  request,
}) => {
  await signedInAs(users.alice);
  await page.goto('/');
  await expectSignedIn(page);
  const elsewhere = await signInElsewhere(context, otherApplication, servers);
  await elsewhere.signOut();

  await page.goto('/');

  const answer = await postToken(request, app, 'not a token');
  expect(answer.headers()['cache-control']).toContain('no-store');
  const body = await answer.json();
  if (answer.status() === 501) {
    expect(body.error_description).toContain('SESSION_STORE');
    await expectSignedIn(page);
  } else {
    expect(answer.status()).toBe(400);
    expect(body).toMatchObject({ error: 'invalid_request' });
    await expectSignedOut(page);
  }
});

test('a visitor who signs out at another application stays signed in in another browser', async ({
  context,
  signedInAs,
  servers,
  otherApplication,
  browser,
  localLogto: _,
}) => {
  const other = await browser.newContext({ baseURL: servers.app });
  await other.addCookies(await signInWithoutPage(servers.app, users.alice));
  await signedInAs(users.alice);
  const elsewhere = await signInElsewhere(context, otherApplication, servers);
  await elsewhere.signOut();

  const page = await other.newPage();
  await page.goto('/');
  await expectSignedIn(page);
  await other.close();
});

/** The claims of a logout token that ends the visitor's session (OpenID Connect Back-Channel Logout 1.0, section 2.4). */
const claimsToEnd = async (page: Page, app: string, servers: Servers) => {
  await page.goto('/claims');
  const { sub, sid } = await readClaims(page);
  expect(sid).toBeTruthy();
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: `${servers.logto}/oidc`,
    aud: credentialsOf(app).id,
    iat: now,
    exp: now + 120,
    jti: crypto.randomUUID(),
    sub,
    sid,
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  };
};

test.describe('while the server keeps sessions', () => {
  test.beforeEach(async ({ request, app, signedInAs }) => {
    test.skip(await isInCookies(request, app), inCookies);
    await signedInAs(users.alice);
  });

  test('a request that is under way at that moment does not sign the visitor in again', async ({
    page,
    context,
    servers,
    otherApplication,
    localLogto,
  }) => {
    await page.goto('/resources');
    const elsewhere = await signInElsewhere(context, otherApplication, servers);
    // Longer than a sign-out takes.
    await localLogto.setFaults({ delay: 3000, only: '/oidc/token' });
    const asked = page.waitForRequest((one) => one.method() === 'POST');
    // A click waits for the page that it leads to.
    const clicked = page.getByRole('button', { name: 'Read from Shopping API' }).click();
    const answered = (await asked).response();
    await elsewhere.signOut();
    await Promise.all([clicked, answered]);

    // The first tab may still be on its way to the failure page.
    const otherTab = await context.newPage();
    await otherTab.goto('/');
    await expectSignedOut(otherTab);
  });

  test('a forged logout token ends nothing', async ({ page, app, servers, request }) => {
    const claims = await claimsToEnd(page, app, servers);

    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
    const signed = `${encode({ alg: 'ES384', typ: 'logout+jwt' })}.${encode(claims)}`;
    const signature = sign('sha384', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    for (const token of [
      `${signed}.${signature.toString('base64url')}`,
      `${encode({ alg: 'none', typ: 'logout+jwt' })}.${encode(claims)}.`,
      '',
      'x'.repeat(4000),
    ]) {
      expect((await postToken(request, app, token)).status()).toBe(400);
    }

    await page.goto('/');
    await expectSignedIn(page);
  });

  test('a logout token that Logto signed, but with the wrong claims, ends nothing', async ({
    page,
    app,
    servers,
    otherApplication,
    request,
    localLogto,
  }) => {
    const claims = await claimsToEnd(page, app, servers);

    const { iat } = claims;
    const changes = {
      'that has expired': { iat: iat - 240, exp: iat - 120 },
      'for another application': { aud: otherApplication.id },
      'from another issuer': { iss: 'https://evil.example/oidc' },
      'for another session': { sid: crypto.randomUUID(), jti: crypto.randomUUID() },
      'with a nonce, as in an ID token': { nonce: 'a-nonce' },
      'without an event': { events: {} },
      'without an id': { jti: undefined },
    };
    for (const [what, change] of Object.entries(changes)) {
      const answer = await postToken(
        request,
        app,
        await localLogto.signLogoutToken({ ...claims, ...change }),
      );
      // A logout token for another session is valid, too.
      expect(answer.status(), what).toBe('sid' in change ? 200 : 400);
    }
    const token = await localLogto.signLogoutToken(claims);
    const twice = await request.post(uriOf(app), {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      data: `logout_token=${token}&logout_token=${token}`,
    });
    expect(twice.status(), 'two tokens').toBe(400);
    await page.goto('/');
    await expectSignedIn(page);

    expect((await postToken(request, app, token)).status()).toBe(200);
    await page.goto('/');
    await expectSignedOut(page);
  });

  test('a logout token that is sent again ends nothing', async ({
    page,
    context,
    signedInAs,
    app,
    servers,
    request,
    localLogto,
  }) => {
    // Without `sid`, a logout token ends all sessions of the user.
    const token = await localLogto.signLogoutToken({
      ...(await claimsToEnd(page, app, servers)),
      sid: undefined,
    });
    expect((await postToken(request, app, token)).status()).toBe(200);
    await page.goto('/');
    await expectSignedOut(page);
    await context.clearCookies();
    await signedInAs(users.alice);

    const answer = await postToken(request, app, token);

    expect(answer.status()).toBe(400);
    expect((await answer.json()).error).toBe('invalid_request');
    await page.goto('/');
    await expectSignedIn(page);
  });
});

test('the back-channel route answers to Logto alone: no other method, site, or large body', async ({
  request,
  app,
}) => {
  expect((await request.get(uriOf(app), { maxRedirects: 0 })).status()).toBeGreaterThanOrEqual(300);
  const headers = { origin: 'https://evil.example' };
  expect((await request.post(uriOf(app), { headers, form: { logout_token: 'x' } })).status()).toBe(403);
  expect((await postToken(request, app, 'x'.repeat(100_000))).status()).toBe(413);
});
