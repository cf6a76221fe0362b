import type { OutgoingHttpHeaders } from 'node:http';
import { users } from '@repo/config';
import { runningAt } from '../apps.ts';
import { forgetLogto, submit } from '../support/account.ts';
import { type Instance, labels, startAnotherInstance } from '../support/another-instance.ts';
import { get, post } from '../support/post.ts';
import { test as base, expect, type Page } from '../support/test.ts';
import { fillSignInForm } from '../support/visitor.ts';

type Fixtures = {
  /** Starts the app with a list of addresses. */
  start: (
    addresses: (port: number) => [string, ...string[]],
    env?: Record<string, string>,
  ) => Promise<Instance>;
  /** The app at `localhost` and below `shop.localhost`, without a proxy. */
  shop: Instance;
};

const test = base.extend<Fixtures>({
  start: async ({ app, servers, store }, use) => {
    const instances: Instance[] = [];
    await use(async (addresses, env) => {
      const instance = await startAnotherInstance(app, addresses, {
        RESOURCE_SERVER_URL: servers.resourceServer,
        ...(store !== 'cookie' && { SESSION_STORE: servers.redis }),
        ...env,
      });
      instances.push(instance);
      return instance;
    });
    for (const instance of instances) await instance.stop();
  },
  shop: async ({ start }, use) => {
    await use(await start((port) => [`http://localhost:${port}`, `http://*.shop.localhost:${port}`]));
  },
});

test.skip(Boolean(runningAt), 'an app that runs has the addresses that it has');

// Each test starts an app and a local Logto.
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

/** Expects 421, or 400 for what is no host, and nothing that tells a scanner of IP addresses whose site this is. */
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

/** Where the app redirects a signed-out visitor of a page to. */
const redirectOf = async (address: string, headers: OutgoingHttpHeaders, own: string) =>
  new URL((await get(`${address}/claims`, headers)).headers.location ?? '', own).origin;

test('a request for a host that is not listed gets 421, and a forwarded host counts for nothing', async ({
  shop,
}) => {
  const { address, port } = shop;
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
  const forged = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
  expect(await redirectOf(address, { host, ...forged }, own)).toBe(own);
});

test('a form of one address is forbidden at another', async ({ shop }) => {
  const { address, port } = shop;
  const host = `tea.shop.localhost:${port}`;

  const foreign = await post(`${address}/`, '', { host, origin: `http://coffee.shop.localhost:${port}` });
  const own = await post(`${address}/`, '', { host, origin: `http://${host}` });

  expect(foreign.statusCode).toBe(403);
  expect(own.statusCode).not.toBe(403);
});

/** Starts sign-in from a protected page, and returns the last answer of the app, which leads to Logto. */
const startSignIn = async ({ address, logto }: Instance, headers: OutgoingHttpHeaders) => {
  let path = '/claims';
  // A redirect, then a page that leads on by itself, then Logto.
  for (let step = 1; step <= 4; step += 1) {
    const answer = await get(`${address}${path}`, headers);
    const next = answer.headers.location ?? String(answer.headers.refresh).replace('0;url=', '');
    if (next.startsWith(logto)) return { cookies: answer.headers['set-cookie'] ?? [], url: new URL(next) };
    const { pathname, search } = new URL(next, address);
    path = `${pathname}${search}`;
  }
  throw new Error(`Sign-in ended at ${path}`);
};

test('behind a trusted proxy, the forwarded address decides, and none but the listed ones count', async ({
  start,
}) => {
  const shop = await start(() => ['https://shop.example.com', 'https://*.preview.example.com'], {
    TRUST_PROXY: '1',
  });
  const { address } = shop;
  const host = '10.0.0.7:8080';
  const forwarded = (...hosts: string[]) => ({
    host,
    'x-forwarded-host': hosts,
    'x-forwarded-proto': 'https',
  });

  for (const own of ['shop.example.com', 'tea.preview.example.com']) {
    const { url, cookies } = await startSignIn(shop, forwarded(own));
    expect(new URL(url.searchParams.get('redirect_uri') ?? '').origin).toBe(`https://${own}`);
    expect(cookies).not.toEqual([]);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/; Secure/i);
      expect(cookie).not.toMatch(/; Domain/i);
    }
    const foreign = await post(`${address}/`, '', { ...forwarded(own), origin: 'https://www.example.com' });
    expect(foreign.statusCode).toBe(403);
  }

  await expectMisdirected(shop, { host: 'shop.example.com' });
  await expectMisdirected(shop, { ...forwarded('shop.example.com'), 'x-forwarded-proto': 'http' });
  for (const hosts of [
    ['evil.example'],
    ['shop.example.com', 'evil.example'],
    ['evil.example', 'shop.example.com'],
    ['shop.example.com:8443'],
    ['preview.example.com'],
    ['a.tea.preview.example.com'],
  ]) {
    await expectMisdirected(shop, forwarded(...hosts));
  }
});
