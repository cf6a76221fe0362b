import { expect, test } from 'vitest';
import { awaitTurn } from './sign-in-turn.ts';

const environment = { appId: 'an-app', cookieSecure: true };
const url = '/sign-in?returnTo=%2Fclaims%3Fa%3D1%26b%3D2';

/** A tab that follows what it is told. `cookie` is what the browser sends then. */
const openTab = (cookie: string | undefined, address = url) => {
  const page = awaitTurn({ url: address, cookie }, environment);
  const [, seconds, next = ''] = /^(\d);url=(.*)$/.exec(page?.headers.refresh ?? '') ?? [];
  const set = page && 'set-cookie' in page.headers ? page.headers['set-cookie'] : undefined;
  return { page, seconds, next, set, cookie: set?.split(';')[0] };
};

test('a tab is sent to the same address once more, by a page that no browser stores, and then has its turn', () => {
  const first = openTab(undefined);

  expect(first.seconds).toBe('0');
  expect(first.next).toMatch(/^\/sign-in\?returnTo=%2Fclaims%3Fa%3D1%26b%3D2&turn=[\w-]+$/);
  expect(first.page?.headers['cache-control']).toBe('private, no-store');
  expect(first.set).toMatch(/^logto_turn_an-app=[\w-]+; Path=\/; Max-Age=3; HttpOnly; SameSite=Lax; Secure$/);
  expect(openTab(first.cookie, first.next).page).toBeUndefined();
});

test('of tabs that start together, the one whose cookie the browser has kept goes first, and the others wait', () => {
  const [one, other] = [openTab(undefined), openTab(undefined)];

  expect(openTab(other.cookie, other.next).page).toBeUndefined();
  const waiting = openTab(other.cookie, one.next);
  expect(waiting).toMatchObject({ seconds: '1', next: url, set: undefined });
  expect(openTab(`theirs=1; ${other.cookie}`, waiting.next)).toMatchObject({ seconds: '1', next: url });
  expect(openTab(undefined, waiting.next).seconds).toBe('0');
});

test('a visitor need not wait: the link of the page goes on', () => {
  const [one, other] = [openTab(undefined), openTab(undefined)];
  const [, link = ''] = /href="([^"]*)"/.exec(openTab(other.cookie, one.next).page?.html ?? '') ?? [];

  expect(openTab(other.cookie, link.replaceAll('&amp;', '&')).page).toBeUndefined();
});

test('a browser without cookies, and one with those of another app, has its turn at once', () => {
  const { next } = openTab(undefined);

  expect(openTab(undefined, next).page).toBeUndefined();
  expect(openTab('logto_turn_another-app=1', next).page).toBeUndefined();
});

test('an address cannot end the link that shows it', () => {
  const { page } = openTab('logto_turn_an-app=1', '/sign-in"><script>?a=1&b=%22"');

  expect(page?.html).toContain('<a href="/sign-in%22%3E%3Cscript%3E?a=1&amp;b=%22%22&amp;turn=1">');
});
