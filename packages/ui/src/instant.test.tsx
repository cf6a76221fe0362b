import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fromNow, Instant } from './instant.tsx';

const now = Date.UTC(2026, 10, 20, 19, 0);

beforeEach(() => vi.useFakeTimers({ now }));
afterEach(() => vi.useRealTimers());

test.each([
  [0, 'in 0 seconds'],
  [1, 'in 1 second'],
  [59, 'in 59 seconds'],
  [60, 'in 1 minute'],
  [3599, 'in 59 minutes'],
  [14 * 24 * 3600, 'in 14 days'],
  [-90, '1 minute ago'],
  [-5 * 3600, '5 hours ago'],
  [-400 * 24 * 3600, '1 year ago'],
])('%i seconds from now is "%s"', (seconds, text) => {
  expect(fromNow(now + seconds * 1000)).toBe(text);
});

test('a time is in UTC and from now', () => {
  expect(renderToStaticMarkup(<Instant milliseconds={now + 3_600_000} />)).toBe(
    '<span class="instant"><time dateTime="2026-11-20T20:00:00.000Z">2026-11-20 20:00:00 UTC</time> <span>in 1 hour</span></span>',
  );
});

test('a number out of range for a date is no time', () => {
  expect(renderToStaticMarkup(<Instant milliseconds={1e300} />)).toBe('');
});
