import { users } from '@repo/config';
import { credentialsOf } from '../logto.ts';
import { call } from '../support/calls.ts';
import { expect, test } from '../support/test.ts';
import { signIn } from '../support/visitor.ts';

// Three parts of base64url: no page, answer or script of the app has a reason to hold that.
const jwt = /eyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}/;
// Logto's opaque tokens have 43 characters of it. A code challenge, in an address that leads to sign-in, has so, too.
const opaqueToken = /(?<![\w=-])[\w-]{43}(?![\w-])/;
const secrets = /local-only-/;

test('no HTML, JSON or script that the browser receives holds a token or a secret', async ({
  page,
  baseURL,
  app,
}) => {
  const received = new Map<string, string>();
  await page.route(`${baseURL}/**`, async (route) => {
    const response = await route.fetch({ maxRedirects: 0 });
    const body = await response.text();
    received.set(`${route.request().method()} ${route.request().url()}`, body);
    await route.fulfill({ response, body });
  });

  await signIn(page, users.alice);
  for (const path of ['/claims', '/userinfo', '/session']) await page.goto(path);
  await page.goto('/resources');
  await call(page, 'Shopping API', 'Read from Shopping API');
  await page.goto('/organizations');
  await call(page, 'Acme', 'Members of Acme');

  await page.unrouteAll({ behavior: 'wait' });
  expect([...received.keys()]).toContain(`GET ${baseURL}/session`);
  for (const [request, body] of received) {
    expect(body, request).not.toMatch(jwt);
    expect(body, request).not.toMatch(opaqueToken);
    expect(body, request).not.toMatch(secrets);
    expect(body, request).not.toContain(credentialsOf(app).secret);
  }
});

test('scripts cannot read the cookie that holds the session', async ({ page, context }) => {
  await signIn(page, users.alice);

  // Cookies ignore ports: those with an underscore are Logto's own.
  const session = (await context.cookies()).filter(({ name }) => !name.startsWith('_'));

  expect(session.length).toBeGreaterThan(0);
  for (const { name, httpOnly, sameSite } of session) {
    expect({ name, httpOnly, sameSite }).toEqual({ name, httpOnly: true, sameSite: 'Lax' });
  }
});
