import type { OutgoingHttpHeaders } from 'node:http';
import { users } from '@repo/config';
import { createControlClient } from '@repo/local-logto/control';
import { runningAt } from '../apps.ts';
import { forgetLogto, submit } from '../support/account.ts';
import { type Instance, labels, startAnotherInstance } from '../support/another-instance.ts';
import { call } from '../support/calls.ts';
import { get, post } from '../support/post.ts';
import { test as base, expect, type Page } from '../support/test.ts';
import { fillSignInForm } from '../support/visitor.ts';

type Fixtures = {
  /** The app at `localhost` and at subdomains of `shop.localhost`, without a proxy. */
  shop: Instance;
};

type WorkerFixtures = {
  sharedShop: Instance;
  /** The app at `shop.example.com` and at subdomains of `preview.example.com`, behind a proxy that it trusts. */
  shopBehindProxy: Instance;
};

const test = base.extend<Fixtures, WorkerFixtures>({
  sharedShop: [
    async ({ app, servers, store }, use) => {
      const addresses = (port: number) =>
        [`http://localhost:${port}`, `http://*.shop.localhost:${port}`] as const;
      const instance = await startAnotherInstance({ app, servers, store }, addresses);
      await use(instance);
      await instance.stop();
    },
    { scope: 'worker' },
  ],
  shop: async ({ sharedShop }, use) => {
    await use(sharedShop);
    // Accounts and invitations are again those of the tenant.
    await createControlClient(sharedShop.logto).restart();
  },
  shopBehindProxy: [
    async ({ app, servers, store }, use) => {
      const addresses = () => ['https://shop.example.com', 'https://*.preview.example.com'] as const;
      const instance = await startAnotherInstance({ app, servers, store }, addresses, { TRUST_PROXY: '1' });
      await use(instance);
      await instance.stop();
    },
    { scope: 'worker' },
  ],
});

test.skip(Boolean(runningAt), 'an app that runs has the addresses that it has');

// The first test that uses an instance starts it, with a local Logto.
test.slow();

const greeting = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name: `Hello, ${name}` });
const signInButton = (page: Page) => page.getByRole('button', { name: 'Sign in', exact: true });
const changeName = (page: Page, name: string) =>
  submit(page, 'Profile', { label: 'Name', value: name, button: 'Change name' });

test('a visitor signs in, posts forms and signs out at two addresses of one app, as two users', async ({
  page,
  shop,
}) => {
  const [tea, coffee] = labels.map((label) => `http://${label}.shop.localhost:${shop.port}`);

  await page.goto(`${tea}/claims?from=tea`);
  await fillSignInForm(page, users.alice);
  await expect(page).toHaveURL(`${tea}/claims?from=tea`);

  await page.goto(`${coffee}/`);
  await forgetLogto(page);
  await signInButton(page).click();
  await fillSignInForm(page, users.carol);
  await expect(page).toHaveURL(`${coffee}/`);
  await expect(greeting(page, 'Carol Branch')).toBeVisible();

  await page.goto(`${tea}/account`);
  await expect(await changeName(page, 'Alice at Tea')).toContainText('200 OK');
  await page.goto(`${coffee}/account`);
  await expect(await changeName(page, 'Carol at Coffee')).toContainText('200 OK');

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(`${coffee}/`);
  await expect(signInButton(page)).toBeVisible();
  await page.goto(`${tea}/`);
  await expect(greeting(page, 'Alice Liddell')).toBeVisible();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(`${tea}/`);
  await expect(signInButton(page)).toBeVisible();
});

test('an invitation links to the address from which alice sent it', async ({ page, shop }) => {
  const tea = `http://tea.shop.localhost:${shop.port}`;
  await page.goto(`${tea}/organizations`);
  await fillSignInForm(page, users.alice);
  await page.getByRole('link', { name: 'Acme', exact: true }).click();
  await page.getByRole('textbox', { name: 'Email' }).fill('newcomer@example.com');
  await expect(await call(page, 'Acme', 'Invite to Acme')).toContainText('201 Created');

  const [email] = await createControlClient(shop.logto).messages();
  const link = email?.link ?? '';
  expect(new URL(link).origin).toBe(tea);
  await page.goto(link);
  await expect(page.getByText('This invitation is for another account.')).toBeVisible();
});

/** Expects 421, or 400 for an invalid host, and nothing that tells a scanner of IP addresses whose site this is. */
const expectMisdirected = async (
  { address, logto }: Instance,
  headers: OutgoingHttpHeaders,
  isHost = true,
) => {
  for (const answer of [
    await get(`${address}/`, headers),
    await get(`${address}/claims`, headers),
    await get(`${address}/_next/static/x`, headers),
    await post(`${address}/`, '', headers),
  ]) {
    expect(isHost ? [421] : [400, 421], JSON.stringify(headers)).toContain(answer.statusCode);
    expect(answer.headers.location).toBeUndefined();
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(JSON.stringify(answer.headers)).not.toContain(logto);
  }
};

/**
 * Starts sign-in from a protected page, and expects that each step before Logto, and the redirect URI, is at the app's own address.
 *
 * @returns The cookies of the response that leads to Logto.
 */
const startSignIn = async (
  { address, logto }: Pick<Instance, 'address' | 'logto'>,
  headers: OutgoingHttpHeaders,
  own: string,
) => {
  let path = '/claims';
  // A redirect, then a page that refreshes itself, then Logto.
  for (let step = 1; step <= 4; step += 1) {
    const answer = await get(`${address}${path}`, headers);
    const next = new URL(
      answer.headers.location ?? String(answer.headers.refresh).replace('0;url=', ''),
      own,
    );
    if (next.href.startsWith(logto)) {
      const redirectUri = next.searchParams.get('redirect_uri') ?? '';
      expect(new URL(redirectUri).origin, JSON.stringify(headers)).toBe(own);
      return answer.headers['set-cookie'] ?? [];
    }
    expect(next.origin, JSON.stringify(headers)).toBe(own);
    path = `${next.pathname}${next.search}`;
  }
  throw new Error(`Sign-in ended at ${path}`);
};

test('a request for a host that is not listed gets 421, and a forwarded host counts for nothing', async ({
  shop,
}) => {
  const { port } = shop;
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    'localhost',
    `localhost:${port + 1}`,
    `localhost.:${port}`,
    `shop.localhost:${port}`,
    `a.tea.shop.localhost:${port}`,
  ]) {
    await expectMisdirected(shop, { host });
    await expectMisdirected(shop, { host, 'x-forwarded-host': `localhost:${port}` });
  }
  for (const host of [
    `user@localhost:${port}`,
    `evil.example/.shop.localhost:${port}`,
    `localhost:${port}, evil.example`,
  ]) {
    await expectMisdirected(shop, { host }, false);
  }

  const host = `TEA.shop.localhost:${port}`;
  const own = `http://tea.shop.localhost:${port}`;
  const forged = { host, 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
  await startSignIn(shop, forged, own);
});

test('with one address, a request cannot choose another', async ({ servers: { app, logto } }) => {
  for (const forged of [
    { host: 'evil.example' },
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    { host: 'evil.example', forwarded: 'host=evil.example;proto=https' },
  ]) {
    await startSignIn({ address: app, logto }, forged, app);
    const foreign = await post(`${app}/`, '', { ...forged, origin: 'https://evil.example' });
    expect(foreign.statusCode, JSON.stringify(forged)).toBe(403);
  }
});

test('a form of one address is forbidden at another', async ({ shop }) => {
  const { address, port } = shop;
  const host = `tea.shop.localhost:${port}`;

  const foreign = await post(`${address}/`, '', { host, origin: `http://coffee.shop.localhost:${port}` });
  const own = await post(`${address}/`, '', { host, origin: `http://${host}` });

  expect(foreign.statusCode).toBe(403);
  expect(own.statusCode).not.toBe(403);
});

test('behind a trusted proxy, the forwarded address decides, and none but the listed ones count', async ({
  shopBehindProxy,
}) => {
  const { address } = shopBehindProxy;
  const host = '10.0.0.7:8080';
  const forwarded = (...hosts: string[]) => ({
    host,
    'x-forwarded-host': hosts,
    'x-forwarded-proto': 'https',
  });

  for (const own of ['shop.example.com', 'tea.preview.example.com']) {
    const cookies = await startSignIn(shopBehindProxy, forwarded(own), `https://${own}`);
    expect(cookies).not.toEqual([]);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; Secure/i);
      expect(cookie).not.toMatch(/; Domain/i);
    }
    const foreign = await post(`${address}/`, '', { ...forwarded(own), origin: 'https://www.example.com' });
    expect(foreign.statusCode).toBe(403);
  }

  await expectMisdirected(shopBehindProxy, { host: 'shop.example.com' });
  await expectMisdirected(shopBehindProxy, { ...forwarded('shop.example.com'), 'x-forwarded-proto': 'http' });
  for (const hosts of [
    ['evil.example'],
    ['shop.example.com', 'evil.example'],
    ['evil.example', 'shop.example.com'],
    ['shop.example.com:8443'],
    ['preview.example.com'],
    ['a.tea.preview.example.com'],
  ]) {
    await expectMisdirected(shopBehindProxy, forwarded(...hosts));
  }
});
