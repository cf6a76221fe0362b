import type { Page } from '@repo/scriptless-browser';
import type { Tenant } from '@repo/tenant';
import { load } from 'cheerio';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalLogto, startLocalLogto } from '../local-logto.ts';
import { alice, bob, firstApp, forLittle, tenant } from '../test/fixture.ts';
import { everythingEditable } from '../test/recorded-account-tenant.ts';
import { openBrowser, settle, signIn } from '../test/sign-in-flow.ts';
import { alertOf, titleOf } from '../test/visitor.ts';

const start = (accountCenter: Tenant['accountCenter'] = everythingEditable) =>
  startLocalLogto({ tenant: { ...tenant, accountCenter }, port: 0 });

let localLogto: LocalLogto;
beforeAll(async () => {
  localLogto = await start();
});
afterAll(() => localLogto.close());

const signedIn = async (credentials = alice) =>
  (await signIn(localLogto.endpoint, forLittle(), credentials)).browser;

test('a visitor without a session signs in first, and is back on the page', async () => {
  const browser = openBrowser(localLogto.endpoint);
  const signInPage = await settle(browser, await browser.open('/account'));
  expect(titleOf(signInPage)).toBe('Sign in to your account');
  const page = await settle(browser, await browser.press(signInPage, 'Sign in', alice));
  expect(titleOf(page)).toBe('Your account');
  expect(page.url).toBe(`${localLogto.endpoint}/account`);
});

test('shows who the visitor is, and leads back to the app', async () => {
  const page = await (await signedIn()).open('/account');
  const $ = load(page.body);
  expect($('dl').text()).toContain('Alice Liddell');
  expect($('dl').text()).toContain('alice@example.com');
  expect($('dl').text()).toContain('+12025550123');
  expect($(`a:contains("Back to ${firstApp.name}")`).attr('href')).toBe('http://localhost:4010/');
});

test('changes the name and the password', async () => {
  const browser = await signedIn(bob);
  const press = async (page: Page, button: string, fields: Record<string, string>) =>
    settle(browser, await browser.press(page, button, fields));
  const named = await press(await browser.open('/account'), 'Change name', { name: ' Bob B. ' });
  expect(alertOf(named)).toBe('Name changed');
  expect(load(named.body)('dl').text()).toContain('Bob B.');

  const enter = async (currentPassword: string, newPassword: string) =>
    press(await browser.open('/account/password'), 'Save password', { currentPassword, newPassword });
  expect(alertOf(await enter('wrong', 'bobs-new-password'))).toBe('This is not your current password.');
  expect(alertOf(await enter('bob-demo', 'short'))).toBe('Use at least 8 characters.');
  const changed = await enter('bob-demo', 'bobs-new-password');
  expect(alertOf(changed)).toBe('Password changed');
  expect(alertOf(await press(changed, 'Change name', { name: 'Bob' }))).toBe('Name changed');
  const { access } = await signIn(localLogto.endpoint, forLittle(), {
    ...bob,
    password: 'bobs-new-password',
  });
  expect(access).toHaveLength(43);
});

test('an empty name is refused next to its field', async () => {
  const browser = await signedIn();
  const page = await browser.press(await browser.open('/account'), 'Change name', { name: ' ' });
  expect(page.status).toBe(422);
  expect(alertOf(page)).toBe('Enter a name.');
  expect(load(page.body)('[aria-invalid]').attr('name')).toBe('name');
});

test('a form of another site changes nothing', async () => {
  const browser = await signedIn();
  const forged = await browser.send('/account', {
    method: 'POST',
    headers: { origin: 'http://localhost:4010' },
    body: new URLSearchParams({ name: 'Mallory' }),
  });
  expect(forged.status).toBe(403);
  expect((await browser.open('/account')).body).not.toContain('Mallory');
});

test('shows only what the account center shows, and changes only what it lets users edit', async () => {
  const other = await start({ enabled: true, fields: { name: 'ReadOnly', phone: 'Off' } });
  const { browser } = await signIn(other.endpoint, forLittle(), alice);
  const page = await browser.open('/account');
  expect(load(page.body)('dt').text()).toBe('Name');
  expect(load(page.body)('form')).toHaveLength(0);
  await browser.post('/account', { name: 'Mallory' });
  await browser.post('/account/password', { currentPassword: 'alice-demo', newPassword: 'new-password' });
  expect((await browser.open('/account')).body).toContain('Alice Liddell');
  expect((await signIn(other.endpoint, forLittle(), alice)).access).toHaveLength(43);
  await other.close();
});

test('says how to switch the account center on where it is off', async () => {
  const other = await start({ enabled: false, fields: {} });
  const page = await openBrowser(other.endpoint).open('/account');
  expect(page.status).toBe(200);
  expect(page.body).toContain('accountCenter.enabled');
  await other.close();
});
