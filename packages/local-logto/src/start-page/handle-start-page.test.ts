import { hasButton, openBrowser, type Page } from '@repo/scriptless-browser';
import { load } from 'cheerio';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type ControlClient, createControlClient } from '../control/control-client.ts';
import { type LocalLogto, startLocalLogto } from '../local-logto.ts';
import { alice, firstApp, forLittle, secondApp, tenant } from '../test/fixture.ts';
import { signIn } from '../test/sign-in-flow.ts';

let localLogto: LocalLogto;
let endpoint: string;
let control: ControlClient;
beforeAll(async () => {
  localLogto = await startLocalLogto({ tenant, port: 0, control: true });
  endpoint = localLogto.endpoint;
  control = createControlClient(endpoint);
});
afterEach(async () => {
  await control.behave();
  await control.clearRequests();
});
afterAll(() => localLogto.close());

const post = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  fetch(`${endpoint}/local`, {
    method: 'POST',
    headers,
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });

/** Presses one of the buttons of a form. */
const press = async (page: Page, name: string): Promise<Page> => {
  const $ = load(page.body);
  const button = $('button').filter((_index, one) =>
    [$(one).attr('aria-label'), $(one).text()].includes(name),
  );
  const fields = { [button.attr('name') ?? '']: button.attr('value') ?? '' };
  return openBrowser(endpoint).post(button.closest('form').attr('action') ?? '', fields);
};

const told = (page: Page): string => load(page.body)('[role="status"]').text();
const faultsOf = async () => (await fetch(`${endpoint}/local/faults`)).json();
const start = (query = '') => openBrowser(endpoint).open(`/local${query}`);

describe('without JavaScript, the start page', () => {
  test('turns a fault on and off, and shows that it is on', async () => {
    const on = await press(await start(), 'Turn on: Deny the next sign-in');
    expect(await faultsOf()).toEqual({ denyNextSignIn: true });
    expect(load(on.body)('.fault.on h3').text()).toBe('Deny the next sign-in on');
    expect(load(on.body)('#current-faults code').text()).toBe('PUT /local/faults {"denyNextSignIn":true}');

    await press(on, 'Turn off: Deny the next sign-in');
    expect(await faultsOf()).toEqual({});
  });

  test('keeps the other faults, but has one outage at a time', async () => {
    await control.setFaults({ clockSkew: 5, hang: true, only: '/oidc/token' });
    await post({ switch: 'down' });
    expect(await faultsOf()).toEqual({ clockSkew: 5, down: true });
    await post({ switch: 'rotation' });
    expect(await faultsOf()).toEqual({ clockSkew: 5, down: true, rotateAlways: true });
    await post({ switch: 'down' });
    expect(await faultsOf()).toEqual({ clockSkew: 5, rotateAlways: true });
  });

  test('turns all faults off', async () => {
    await control.setFaults({ clockSkew: 5, down: true });
    const page = await press(await start(), 'Turn all off');
    expect(await faultsOf()).toEqual({});
    expect(told(page)).toBe('All faults are off.');
    expect(hasButton(page, 'Turn all off')).toBe(false);
  });

  test("ends a user's sessions, and says how many", async () => {
    const { browser } = await signIn(endpoint, forLittle(), alice);
    const page = await press(await start(), 'End sessions of alice');
    expect(told(page)).toBe('alice: 1 session ended.');
    expect((await browser.open(`/oidc/auth?${forLittle().parameters}`)).location).toContain('/sign-in');
  });

  test('expires tokens, replaces keys and forgets everything', async () => {
    const { access } = await signIn(endpoint, forLittle(), alice);
    const headers = { authorization: `Bearer ${access}` };
    await press(await start(), 'Do it: Expire access tokens');
    expect((await fetch(`${endpoint}/oidc/me`, { headers })).status).toBe(401);

    const keys = async () => (await fetch(`${endpoint}/oidc/jwks`)).text();
    const before = await keys();
    await press(await start(), 'Do it: Replace the signing key');
    expect(await keys()).not.toBe(before);

    const { browser } = await signIn(endpoint, forLittle(), alice);
    const page = await press(await start(), 'Do it: Forget everything');
    expect(told(page)).toMatch(/are forgotten\.$/);
    expect((await browser.open(`/oidc/auth?${forLittle().parameters}`)).location).toContain('/sign-in');
  });

  test('clears the list of requests, and keeps its filter', async () => {
    await signIn(endpoint, forLittle(), alice);
    const page = await press(await start(`?app=${firstApp.id}`), 'Clear');
    expect(new URL(page.url).searchParams.get('app')).toBe(firstApp.id);
    expect(load(page.body)('#flows').text()).toBe('No requests yet. Open an app and sign in.');
    expect(await control.requests()).toEqual([]);
  });

  test('shows one line for a sign-in, with its requests, and filters by app', async () => {
    const { refresh } = await signIn(endpoint, forLittle(), alice);
    expect(refresh).not.toBe('');
    const $ = load((await start()).body);
    expect($('.flows > li')).toHaveLength(1);
    expect($('.flows summary b').text()).toBe('Sign-in');
    expect($('.flows summary .route').text()).toMatch(/^authorize ×3 → token/);
    expect($('.flows td code').first().text()).toBe('GET /oidc/auth');

    const other = load((await start(`?app=${secondApp.id}`)).body);
    expect(other('.flows > li')).toHaveLength(0);
    expect(other('.filters [aria-current]').text()).toBe(secondApp.name);
  });

  test('shows 25 flows at a time', async () => {
    for (let count = 0; count < 30; count += 1) {
      await fetch(`${endpoint}/oidc/auth?client_id=${firstApp.id}`, { redirect: 'manual' });
    }
    const first = load((await start()).body);
    expect(first('.flows > li')).toHaveLength(25);
    expect(first('.pager').text().trim()).toMatch(/^1–25 of 30\s+Older$/);
    const address = first('.pager a').attr('href')?.split('#')[0] ?? '';
    const second = load((await openBrowser(endpoint).open(address)).body);
    expect(second('.flows > li')).toHaveLength(5);
    // Rows that are read do not move.
    expect(second('#flows[data-live]')).toHaveLength(0);
    expect(load((await start('?page=99')).body)('.flows > li')).toHaveLength(5);
  });
});

test('the forms refuse other origins, buttons that there are not, and users that there are not', async () => {
  expect((await post({ switch: 'down' }, { origin: 'http://evil.example' })).status).toBe(403);
  expect((await post({ switch: 'down' }, { origin: 'null' })).status).toBe(403);
  for (const [name, value] of [
    ['switch', 'toString'],
    ['event', 'constructor'],
    ['end-sessions', 'nobody'],
    ['unknown', 'button'],
  ] as const) {
    expect((await post({ [name]: value })).status).toBe(400);
  }
  expect((await fetch(`${endpoint}/local`, { method: 'PUT' })).status).toBe(405);
  expect(await faultsOf()).toEqual({});
});

test('a link to the start page cannot make it say what it does not know', async () => {
  const page = await start('?done=end-sessions&user=%3Cb%3Emallory&sessions=9&app=%3Cscript%3E');
  expect(told(page)).toBe('');
  expect(page.body).not.toContain('mallory');
  expect(page.body).not.toContain('<script>"');
  expect(told(await start('?done=end-sessions&user=alice&sessions=many'))).toBe('');
});

test('without the control API, the page has no button but Pause, and takes no form', async () => {
  const plain = await startLocalLogto({ tenant, port: 0 });
  const page = await openBrowser(plain.endpoint).open('/local');
  const posted = await fetch(`${plain.endpoint}/local`, {
    method: 'POST',
    body: new URLSearchParams({ clear: 'requests' }),
  });
  await plain.close();
  expect(load(page.body)('button').text()).toBe('Pause');
  expect(page.body).not.toContain('Make it go wrong');
  expect(posted.status).toBe(405);
});

test('names the pages of the samples, if the apps are the samples', async () => {
  const samples = await startLocalLogto({ tenant, port: 0, control: true, samples: true });
  const $ = load((await openBrowser(samples.endpoint).open('/local')).body);
  await samples.close();
  expect($('#switch-down a').attr('href')).toBe('http://localhost:4010/userinfo');
  expect(load((await start()).body)('#switch-down a')).toHaveLength(0);
});
