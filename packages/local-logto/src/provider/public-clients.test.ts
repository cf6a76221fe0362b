import { type Application, parseTenant } from '@repo/tenant';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalLogto, startLocalLogto } from '../local-logto.ts';
import {
  authorizeRequest,
  exchangeCode,
  openBrowser,
  reachCallback,
  requestToken,
} from '../test/sign-in-flow.ts';

const scope = 'openid offline_access profile';
const alice = { identifier: 'alice', password: 'alice-demo' };

const { applications, ...tenant } = parseTenant(
  {
    applications: [
      {
        name: 'On the phone',
        id: 'native',
        type: 'Native',
        redirectUris: ['io.example.shop://callback', 'http://127.0.0.1/callback'],
        postSignOutRedirectUris: ['io.example.shop://signed-out'],
      },
      { name: 'In the page', id: 'spa', type: 'SPA', redirectUris: ['http://127.0.0.1/callback'] },
    ],
    users: [{ username: 'alice', password: 'alice-demo' }],
  },
  'public-clients.test.ts',
);
const [native, spa] = applications;

let localLogto: LocalLogto;
beforeAll(async () => {
  localLogto = await startLocalLogto({ tenant: { applications, ...tenant }, port: 0 });
});
afterAll(() => localLogto.close());

const found = (application: Application | undefined): Application => {
  if (!application) throw new Error('No application');
  return application;
};

test('a native app signs in at a scheme of its own, without a secret, and rotates its refresh token', async () => {
  const browser = openBrowser(localLogto.endpoint);
  const request = authorizeRequest(found(native), scope);

  const callback = await reachCallback(browser, request, alice);
  expect(callback.href).toMatch(/^io\.example\.shop:\/\/callback\?code=/);

  const { json } = await exchangeCode(browser, request, callback);
  const form = { grant_type: 'refresh_token', refresh_token: String(json.refresh_token) };
  const refreshed = await requestToken(browser, found(native), form);
  expect(refreshed.json.refresh_token).toMatch(/^[\w-]{43}$/);
  expect(refreshed.json.refresh_token).not.toBe(json.refresh_token);
});

test.each([
  ['native', true],
  ['spa', false],
] as const)('the port of a loopback address may be any for a %s app: %s', async (id, isAccepted) => {
  const application = found(id === 'native' ? native : spa);
  const address = 'http://127.0.0.1:51004/callback';
  const request = authorizeRequest({ ...application, redirectUris: [address] }, scope);
  const { status } = await openBrowser(localLogto.endpoint).open(`/oidc/auth?${request.parameters}`);
  expect(status).toBe(isAccepted ? 303 : 400);
});

test('a native app ends the session, and gets the visitor back at its own scheme', async () => {
  const browser = openBrowser(localLogto.endpoint);
  await reachCallback(browser, authorizeRequest(found(native), scope), alice);
  const query = new URLSearchParams({
    client_id: 'native',
    post_logout_redirect_uri: 'io.example.shop://signed-out',
  });
  const page = await browser.open(`/oidc/session/end?${query}`);
  const { status, location } = await browser.press(page, 'Sign out');
  expect([status, location]).toEqual([303, 'io.example.shop://signed-out']);
});

test('a page without an origin of its own, such as one in a sandbox, is not that of a native app', async () => {
  const response = await fetch(`${localLogto.endpoint}/oidc/token`, {
    method: 'POST',
    headers: { origin: 'null' },
    body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'x', client_id: 'native' }),
  });
  expect(response.headers.get('access-control-allow-origin')).toBeNull();
  expect(await response.json()).toMatchObject({
    error_description: 'origin null not allowed for client: native',
  });
});
