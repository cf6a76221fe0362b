import { once } from 'node:events';
import { tenant as defaultTenant, users } from '@repo/config';
import { startLocalLogto } from '@repo/local-logto';
import { createResourceServer } from '@repo/resource-server';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { freeAddress, startApp } from './start-app.ts';
import { createVisitor } from './visitor.ts';

// The first visitor of a server that has just started, on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const { alice } = users;
const servers: (() => unknown)[] = [];
let home: string;

/** The tenant, with applications that sign in from another address. */
const tenantAt = (baseUrl: string) => ({
  ...defaultTenant,
  applications: defaultTenant.applications.map((application) => ({
    ...application,
    redirectUris: application.redirectUris.map((uri) => new URL(new URL(uri).pathname, baseUrl).href),
    postSignOutRedirectUris: [`${baseUrl}/`],
  })),
});

beforeAll(async () => {
  home = await freeAddress();
  const tenant = tenantAt(home);
  const logto = await startLocalLogto({ tenant, port: 0 });
  servers.push(logto.close);
  const address = await freeAddress();
  const api = createResourceServer({ endpoint: logto.endpoint }).listen(
    Number(new URL(address).port),
    'localhost',
  );
  servers.push(() => api.close());
  await once(api, 'listening');

  const [application] = tenant.applications;
  const stop = await startApp(home, {
    LOGTO_ENDPOINT: logto.endpoint,
    LOGTO_APP_ID: application?.id ?? '',
    LOGTO_APP_SECRET: application?.secret ?? '',
    RESOURCE_SERVER_URL: address,
  });
  servers.push(stop);
}, 60_000);

afterAll(async () => {
  for (const stop of servers.toReversed()) await stop();
});

const identify = { identifier: alice.username, password: alice.password };

test('a visitor who signs in is greeted by name, and is nobody again after signing out', async () => {
  const visitor = createVisitor();
  const signInPage = await visitor.press(await visitor.visit(home), 'Sign in');
  expect(signInPage.text).toContain('Sign in to your account');

  const greeting = await visitor.press(signInPage, 'Sign in', identify);
  expect(greeting.url.href).toBe(`${home}/`);
  expect(greeting.text).toContain(`Hello, ${alice.name}`);

  await visitor.press(greeting, 'Sign out');
  expect((await visitor.visit(home)).text).not.toContain(alice.name);
});

test('a visitor of a protected page signs in first and comes back to it', async () => {
  const visitor = createVisitor();
  const signInPage = await visitor.visit(`${home}/claims`);
  expect(signInPage.url.origin).not.toBe(home);

  const claims = await visitor.press(signInPage, 'Sign in', identify);
  expect(claims.url.href).toBe(`${home}/claims`);
  expect(claims.text).toContain(alice.primaryEmail);
});

test('whoever mistypes the password is not let in', async () => {
  const visitor = createVisitor();
  const signInPage = await visitor.visit(`${home}/claims`);

  const refused = await visitor.press(signInPage, 'Sign in', { ...identify, password: 'wrong' });

  expect(refused.url.origin).not.toBe(home);
  expect(refused.text).toContain('Incorrect account or password');
});

test('another site cannot sign a visitor out', async () => {
  const visitor = createVisitor();
  const signInPage = await visitor.press(await visitor.visit(home), 'Sign in');
  const greeting = await visitor.press(signInPage, 'Sign in', identify);

  const refused = await visitor.press(greeting, 'Sign out', {}, 'https://example.com');

  expect(refused.status).toBeGreaterThanOrEqual(400);
  expect((await visitor.visit(home)).text).toContain(`Hello, ${alice.name}`);
});
