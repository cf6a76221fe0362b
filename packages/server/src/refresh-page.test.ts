import { expect, test } from 'vitest';
import { refreshPage } from './refresh-page.ts';

test('the page leads on at once, by a header and by a link', () => {
  const { headers, html } = refreshPage({ title: 'Going', url: 'https://id.example.com/auth?a=1&b=2' });

  expect(headers).toMatchObject({
    'cache-control': 'private, no-store',
    refresh: '0;url=https://id.example.com/auth?a=1&b=2',
  });
  expect(html).toContain('<title>Going</title>');
  expect(html).toContain('<a href="https://id.example.com/auth?a=1&amp;b=2">Continue</a>');
});
