import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { type CachedToken, SessionSummary, type SessionSummaryProps } from './session-summary.tsx';

const render = (props: Partial<SessionSummaryProps> = {}) =>
  renderToStaticMarkup(
    <SessionSummary store="Cookie of this app" inBrowser={1412} onServer={0} tokens={[]} {...props} />,
  );

/** The text of the cells of a table with one token. */
const cellsOf = (token: Partial<CachedToken>) => {
  const html = render({ tokens: [{ scopes: [], expiresAt: 1795203479, ...token }] });
  const body = html.slice(html.indexOf('<tbody>'));
  return [...body.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell = '']) =>
    cell.replaceAll(/<[^>]*>/g, ''),
  );
};

test('the summary says where the session is stored', () => {
  expect(render()).toContain('<dt>Stored in</dt><dd>Cookie of this app</dd>');
});

test('a store without a limit has a size and no meter', () => {
  const html = render({ inBrowser: 73, onServer: 1234567 });
  expect(html).toContain('<dt>In the browser</dt><dd>73 bytes</dd>');
  expect(html).toContain('<dt>On the server</dt><dd>1,234,567 bytes</dd>');
  expect(html).not.toContain('<meter');
});

test('a store with a limit has a labelled meter, and its values as text', () => {
  const html = render({ limit: 4096 });
  expect(html).toContain('<span>1,412 of 4,096 bytes</span>');
  expect(html).toMatch(/<meter aria-label="Size of the cookie" value="1412" max="4096"/);
});

test('a session with an idle limit says when it ends', () => {
  expect(render({ idleMinutes: 30 })).toContain('<dt>Ends</dt><dd>After 30 minutes without a visit</dd>');
  expect(render()).not.toContain('without a visit');
});

test('no cached tokens: a sentence instead of a table', () => {
  const html = render();
  expect(html).toContain('<p>No access token is cached yet');
  expect(html).not.toContain('<table');
});

test('the cached tokens are a table with a caption and column headers', () => {
  const html = render({ tokens: [{ scopes: [], expiresAt: 0 }] });
  expect(html).toContain('<caption>Cached access tokens</caption>');
  expect(html).toContain('<th scope="col">For</th><th scope="col">Scopes</th><th scope="col">Expires</th>');
  expect(html).not.toContain('No access token');
});

const indicator = 'https://shopping.your-app.com/api';
test.each([
  ['Userinfo (opaque access token)', {}],
  [indicator, { resource: indicator }],
  ['Organization qfs1x9q2ab0c', { organizationId: 'qfs1x9q2ab0c' }],
  [`${indicator} in organization qfs1x9q2ab0c`, { resource: indicator, organizationId: 'qfs1x9q2ab0c' }],
])('a token is for: %s', (purpose, token) => {
  expect(cellsOf(token)[0]).toBe(purpose);
});

test('the row header is what the token is for', () => {
  expect(render({ tokens: [{ resource: indicator, scopes: [], expiresAt: 0 }] })).toContain(
    `<th scope="row"><code>${indicator}</code></th>`,
  );
});

test('every token has a row, in the given order', () => {
  const tokens = ['first', 'second', 'third'].map((resource) => ({ resource, scopes: [], expiresAt: 0 }));
  expect(render({ tokens })).toMatch(/first.*second.*third/s);
});

test('a token has its scopes, or "none"', () => {
  expect(cellsOf({ scopes: ['read:members'] })[1]).toBe('read:members');
  expect(cellsOf({ scopes: [] })[1]).toBe('none');
});

test('the expiry of a token is in UTC and from now', () => {
  expect(cellsOf({})[2]).toMatch(/^2026-11-20 19:37:59 UTC (in )?\d+ \w+( ago)?$/);
});
