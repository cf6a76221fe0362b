import { users } from '@repo/config';
import { credentialsOf } from '../logto.ts';
import { call } from '../support/calls.ts';
import { appCookies } from '../support/cookies.ts';
import { openOrganization } from '../support/organizations.ts';
import { expect, test } from '../support/test.ts';
import { signIn } from '../support/visitor.ts';

// A JWT, which no page, answer or script of the app needs.
const jwt = /eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/;
// The form of Logto's opaque tokens, and also of key ids, token ids and code challenges.
const opaque = /(?<![\w-])[\w-]{43}(?![\w-])/g;
const secrets = /local-only-/;

test('no HTML, JSON or script that the browser receives holds a token or a secret', async ({
  page,
  baseURL,
  app,
  servers,
  request,
}) => {
  const { id, secret } = credentialsOf(app);
  const received = new Map<string, string>();
  await page.route(`${baseURL}/**`, async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    const body = await response.text();
    received.set(`${route.request().method()} ${route.request().url()}`, body);
    await route.fulfill({ response, body });
  });

  await signIn(page, users.alice);
  for (const path of ['/claims', '/userinfo', '/account', '/session']) await page.goto(path);
  await page.goto('/resources');
  await call(page, 'Shopping API', 'Read from Shopping API');
  await openOrganization(page, 'Acme');
  await call(page, 'Acme', 'Members of Acme');

  await page.unrouteAll({ behavior: 'wait' });
  expect([...received.keys()]).toContain(`GET ${baseURL}/session`);
  for (const [what, body] of received) {
    expect(body, what).not.toMatch(jwt);
    expect(body, what).not.toMatch(secrets);
    expect(body, what).not.toContain(secret);
  }
  for (const text of new Set([...received.values()].flatMap((body) => body.match(opaque) ?? []))) {
    const userinfo = await request.get(`${servers.logto}/oidc/me`, {
      headers: { authorization: `Bearer ${text}` },
    });
    expect(userinfo.status(), `${text} as an access token`).toBe(401);
    const refreshed = await request.post(`${servers.logto}/oidc/token`, {
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      form: { grant_type: 'refresh_token', refresh_token: text },
    });
    expect(refreshed.status(), `${text} as a refresh token`).toBe(400);
  }
});

test('scripts cannot read the cookie that holds the session', async ({ page, context }) => {
  await signIn(page, users.alice);

  const session = await appCookies(context);

  expect(session.length).toBeGreaterThan(0);
  for (const { name, httpOnly, sameSite } of session) {
    expect({ name, httpOnly, sameSite }).toEqual({ name, httpOnly: true, sameSite: 'Lax' });
  }
});
