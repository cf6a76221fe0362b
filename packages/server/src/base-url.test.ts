import { expect, test } from 'vitest';
import { findBaseUrl, requestedBaseUrl } from './base-url.ts';

const overHttp = {
  baseUrls: ['http://localhost:3000', 'http://[::1]:3000', 'http://*.shop.localhost:3000'],
  trustProxy: false,
} as const;
const behindProxy = {
  baseUrls: ['https://shop.example.com', 'https://*.preview.example.com'],
  trustProxy: true,
} as const;

test('an app with one address has that one, whatever the request says', () => {
  const one = { baseUrls: ['https://shop.example.com'], trustProxy: true } as const;

  expect(findBaseUrl({ host: '10.0.0.7:8080', 'x-forwarded-host': 'evil.example' }, one)).toBe(
    one.baseUrls[0],
  );
  expect(findBaseUrl({}, one)).toBe(one.baseUrls[0]);
});

test.each([
  ['localhost:3000', 'http://localhost:3000'],
  ['LocalHost:3000', 'http://localhost:3000'],
  ['[::1]:3000', 'http://[::1]:3000'],
  ['tea.shop.localhost:3000', 'http://tea.shop.localhost:3000'],
  ['TEA-2.shop.localhost:3000', 'http://tea-2.shop.localhost:3000'],
])('a request for the host %s is for %s', (host, baseUrl) => {
  expect(findBaseUrl({ host }, overHttp)).toBe(baseUrl);
  expect(findBaseUrl(new Headers({ host }), overHttp)).toBe(baseUrl);
});

test.each([
  undefined,
  '',
  'evil.example',
  'localhost',
  'localhost:80',
  'localhost:3001',
  'localhost:03000',
  'localhost:3000:3000',
  'localhost.:3000',
  'localhost:3000.',
  'user@localhost:3000',
  'localhost:3000@evil.example',
  'localhost:3000/',
  'localhost:3000#',
  'localhost:3000, evil.example',
  'evil.example, localhost:3000',
  ' localhost:3000',
  'localhost\t:3000',
  '*.shop.localhost:3000',
  'shop.localhost:3000',
  '.shop.localhost:3000',
  'one.two.shop.localhost:3000',
  'evil.example/.shop.localhost:3000',
  'evil.example#.shop.localhost:3000',
  'user@one.shop.localhost:3000',
  '-tea.shop.localhost:3000',
  'tea-.shop.localhost:3000',
  `${'a'.repeat(64)}.shop.localhost:3000`,
  'tea.shop.localhost.:3000',
  'tea.shop.localhost:3001',
  'ｔea.shop.localhost:3000',
])('a request for the host %j is for none of the addresses', (host) => {
  expect(findBaseUrl({ host }, overHttp)).toBeUndefined();
  expect(() => requestedBaseUrl({ host }, overHttp)).toThrow('none of the addresses in BASE_URL');
});

test('without a trusted proxy, the headers of one change nothing', () => {
  const forged = { host: 'localhost:3000', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };

  expect(findBaseUrl(forged, overHttp)).toBe('http://localhost:3000');
  expect(
    findBaseUrl({ host: 'evil.example', 'x-forwarded-host': 'localhost:3000' }, overHttp),
  ).toBeUndefined();
});

test.each([
  ['shop.example.com', undefined, 'https://shop.example.com'],
  ['10.0.0.7:8080', 'shop.example.com', 'https://shop.example.com'],
  ['10.0.0.7:8080', 'SHOP.example.com:443', 'https://shop.example.com'],
  ['10.0.0.7:8080', 'tea.preview.example.com', 'https://tea.preview.example.com'],
])(
  'behind a trusted proxy, a request for %s, forwarded for %s, is for %s',
  (host, forwardedHost, baseUrl) => {
    const headers = { host, 'x-forwarded-host': forwardedHost, 'x-forwarded-proto': 'https' };

    expect(findBaseUrl(headers, behindProxy)).toBe(baseUrl);
  },
);

test.each([
  [{ host: 'shop.example.com' }],
  [{ host: 'shop.example.com', 'x-forwarded-proto': 'http' }],
  [{ host: 'shop.example.com', 'x-forwarded-proto': 'https, http' }],
  [{ host: 'shop.example.com', 'x-forwarded-proto': 'HTTPS' }],
  [{ host: 'shop.example.com', 'x-forwarded-proto': 'https', 'x-forwarded-host': '' }],
  [{ host: 'shop.example.com', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'evil.example' }],
  [{ host: 'a', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'shop.example.com, evil.example' }],
  [{ host: 'a', 'x-forwarded-proto': 'https', 'x-forwarded-host': ['shop.example.com', 'evil.example'] }],
  [{ host: 'a', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'shop.example.com:80' }],
  [{ host: 'a', 'x-forwarded-proto': 'https://shop.example.com#', 'x-forwarded-host': '' }],
])('behind a trusted proxy, a request is for none of the addresses: %j', (headers) => {
  expect(findBaseUrl(headers, behindProxy)).toBeUndefined();
});
