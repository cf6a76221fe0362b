import { afterEach, expect, test, vi } from 'vitest';
import { failurePage, showFailureOnce } from './failure-page.ts';

const app = { baseUrl: 'https://shop.example.com' };

const open = (page: string, cookie = '') =>
  showFailureOnce(new Request(`${app.baseUrl}${page}`, { headers: { cookie } }), app);

/** What the browser sends after it has shown the page. */
const cookieAfter = (page: string) => `theme=dark; ${open(page).cookie?.split(';')[0]}`;

afterEach(() => {
  vi.useRealTimers();
});

test('a failure is shown, and a reload repeats what failed', () => {
  const page = failurePage('unreachable', '/userinfo?from=mail&x=1');

  expect(new URLSearchParams(page.split('?')[1]).get('kind')).toBe('unreachable');
  expect(open(page).response).toBeUndefined();
  const { response } = open(page, cookieAfter(page));
  expect(response?.status).toBe(303);
  expect(response?.headers.get('location')).toBe(`${app.baseUrl}/userinfo?from=mail&x=1`);
});

test('the same failure is shown again when it happens again', () => {
  vi.useFakeTimers();
  const first = failurePage('unreachable', '/userinfo');
  vi.advanceTimersByTime(1);
  const second = failurePage('unreachable', '/userinfo');

  expect(open(second, cookieAfter(first)).response).toBeUndefined();
});

test('a failure on the failure page leads home', () => {
  const page = failurePage('unreachable', failurePage('stale', '/callback'));

  expect(open(page, cookieAfter(page)).response?.headers.get('location')).toBe(`${app.baseUrl}/`);
});

test('a link to the failure page never leads to another site', () => {
  const page = '/failed?kind=store&from=%2F%2Fevil.example%2F&at=1';

  expect(open(page, cookieAfter(page)).response?.headers.get('location')).toBe(
    `${app.baseUrl}//evil.example/`,
  );
});

test.each(['/failed?kind=store', '/failed?kind=store&at=1%3B%20Path%3D%2F'])('%s is only shown', (page) => {
  expect(open(page, 'logto_failed=')).toEqual({});
});
