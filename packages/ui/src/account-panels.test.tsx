import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { type AccountView, accountPanels } from './account-panels.tsx';

const view: AccountView = {
  account: { name: 'Alice', username: 'alice', primaryEmail: null, identities: {} },
  refusal: null,
  nameInToken: 'Alice',
  confirmedUntil: null,
  codeSentTo: null,
  isRecent: false,
  linkFailure: null,
};

const panelsOf = (more: Partial<AccountView> = {}) =>
  accountPanels({ ...view, ...more }, { provider: { target: 'demo', name: 'Demo' }, linkAction: '/link' });

const panelOf = (name: string, more: Partial<AccountView> = {}) =>
  panelsOf(more).find((panel) => panel.name === name);

const buttonsOf = (name: string, more: Partial<AccountView> = {}) =>
  panelOf(name, more)?.buttons.map(({ label }) => label);

test('the panels have these names and buttons', () => {
  expect(panelsOf().map(({ name, buttons }) => [name, buttons.map(({ label }) => label)])).toEqual([
    ['Profile', ['Change name']],
    ['Confirm that it is you', ['Confirm']],
    ['Linked accounts', ['Link Demo']],
    ['Phone', ['Send code']],
  ]);
});

test('what is not set is "none"', () => {
  expect(panelOf('Profile')?.details).toEqual([
    ['Name', 'Alice'],
    ['Picture', 'none'],
    ['Username', 'alice'],
    ['Email', 'none'],
    ['Phone', 'none'],
  ]);
});

test('an ID token with another name can be refreshed', () => {
  const stale = { nameInToken: 'Al' };

  expect(panelOf('Profile', stale)?.note).toBe('Your ID token still says Al.');
  expect(buttonsOf('Profile', stale)).toEqual(['Change name', 'Refresh claims']);
});

test('a code can be typed once it has been sent', () => {
  const sent = { codeSentTo: '12025550123' };

  expect(panelOf('Phone', sent)?.details).toContainEqual(['Code sent to', '12025550123']);
  expect(buttonsOf('Phone', sent)).toEqual(['Send code', 'Add phone']);
});

test('where Logto shows no account, its response is there, and nothing is said of the ID token', () => {
  const refusal = { request: 'GET /api/my-account', status: 400, statusText: 'Bad Request', body: {} };
  const panel = panelOf('Profile', { account: {}, refusal });

  expect(panel?.result).toBe(refusal);
  expect(panel?.note).toBeUndefined();
});

test('a confirmation says until when it counts', () => {
  expect(
    panelOf('Confirm that it is you', { confirmedUntil: '2026-01-01T12:10:00.000Z' })?.details,
  ).toContainEqual(['Confirmed', 'until 12:10 UTC']);
});

test('a linked account is readable, and can be called and unlinked', () => {
  const linked = { account: { identities: { demo: { userId: 'hatter', details: { name: 'Hatter' } } } } };
  const [[, accounts] = []] = panelOf('Linked accounts', linked)?.details ?? [];

  expect(buttonsOf('Linked accounts', linked)).toEqual(["Call Demo's API", 'Unlink Demo']);
  expect(renderToStaticMarkup(accounts)).toContain('<dt>Name</dt><dd><code>Hatter</code></dd>');
});

test.each([
  [false, 'sign in again'],
  [true, 'you have just signed in'],
])('whether the sign-in is recent: %s', (isRecent, text) => {
  const account = { identities: { demo: { userId: 'hatter' } } };

  expect(panelOf('Linked accounts', { account, isRecent })?.details).toContainEqual(['To unlink', text]);
});

test('an account is linked by a form that leads to another page, and a failure is explained', () => {
  const panel = panelOf('Linked accounts', { linkFailure: 'link.declined' });

  expect(panel?.buttons).toEqual([{ label: 'Link Demo', fields: { call: 'link' }, action: '/link' }]);
  expect(panel?.note).toBe('You did not allow it, so the account is not linked.');
});
