import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { waitingPage } from './waiting-page.ts';

const environment = { appId: 'an-app', cookieSecure: true };
const url = '/sign-in?returnTo=%2Fclaims%3Fa%3D1%26b%3D2';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

/** A tab that follows what it is told. `cookie` is what the browser sends then. */
const openTab = (cookie: string | undefined, address = url) => {
  vi.advanceTimersByTime(1);
  const page = waitingPage({ url: address, cookie }, environment);
  const [, seconds, next = ''] = /^(\d);url=(.*)$/.exec(page?.headers.refresh ?? '') ?? [];
  return { page, seconds, next, cookie: page?.headers['set-cookie'].split(';')[0] };
};

const cookiesOf = (tabs: { cookie: string | undefined }[]) => tabs.map(({ cookie }) => cookie).join('; ');

test('a tab is sent to the same address once more, by a page that no browser stores, and then has its turn', () => {
  const first = openTab(undefined);

  expect(first.seconds).toBe('0');
  expect(first.next).toMatch(/^\/sign-in\?returnTo=%2Fclaims%3Fa%3D1%26b%3D2&turn=[\w-]+$/);
  expect(first.page?.headers['cache-control']).toBe('private, no-store');
  expect(first.page?.headers['set-cookie']).toMatch(
    /^logto_turn_an-app_[\w-]+=; Path=\/; Max-Age=3; HttpOnly; SameSite=Lax; Secure$/,
  );
  expect(openTab(first.cookie, first.next).page).toBeUndefined();
});

test('of tabs that start together, the earliest goes first, and the others wait', () => {
  const tabs = Array.from({ length: 5 }, () => openTab(undefined));
  const cookies = `theirs=1; ${cookiesOf(tabs)}`;

  const [first, ...others] = tabs.map(({ next }) => openTab(cookies, next));

  expect(first?.page).toBeUndefined();
  expect(others.map(({ seconds }) => seconds)).toEqual(['1', '1', '1', '1']);
});

test('the earliest goes first even if the browser has the cookie of another one only', () => {
  const [one, other] = [openTab(undefined), openTab(undefined)];

  expect(openTab(other.cookie, one.next).page).toBeUndefined();
  expect(openTab(cookiesOf([one, other]), other.next).seconds).toBe('1');
});

test('a tab that waits keeps its turn, and goes on when the earlier turns have ended', () => {
  const [one, other] = [openTab(undefined), openTab(undefined)];

  const waiting = openTab(cookiesOf([one, other]), other.next);

  expect(waiting).toMatchObject({ next: other.next, cookie: other.cookie });
  expect(openTab(waiting.cookie, waiting.next).page).toBeUndefined();
});

test('a visitor need not wait: the link of the page goes on', () => {
  const [one, other] = [openTab(undefined), openTab(undefined)];
  const cookies = cookiesOf([one, other]);
  const [, link = ''] = /href="([^"]*)"/.exec(openTab(cookies, other.next).page?.html ?? '') ?? [];

  expect(openTab(cookies, link.replaceAll('&amp;', '&')).page).toBeUndefined();
});

test('a browser without cookies, and one with those of another app, has its turn at once', () => {
  const { next } = openTab(undefined);

  expect(openTab(undefined, next).page).toBeUndefined();
  expect(openTab('logto_turn_another-app_00000000-00000000=', next).page).toBeUndefined();
});

test('a turn that no tab has taken is replaced', () => {
  expect(openTab(undefined, '/sign-in?turn=a%0D%0Ab').next).toMatch(/^\/sign-in\?turn=[\w-]{17}$/);
});

test('an address cannot end the link that shows it', () => {
  const { page } = openTab(undefined, '/sign-in"><script>?a=1&b=%22"');

  expect(page?.html).toContain('<a href="/sign-in%22%3E%3Cscript%3E?a=1&amp;b=%22%22&amp;turn=');
});
