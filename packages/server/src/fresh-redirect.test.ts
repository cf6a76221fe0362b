import { expect, test } from 'vitest';
import { freshRedirect } from './fresh-redirect.ts';

test('a browser goes on at once, stores nothing, and shows a link if it does not', () => {
  const { headers, html } = freshRedirect('/sign-in?returnTo=%2Fclaims');

  expect(headers.refresh).toBe('0;url=/sign-in?returnTo=%2Fclaims');
  expect(headers['cache-control']).toBe('private, no-store');
  expect(html).toContain('<a href="/sign-in?returnTo=%2Fclaims">');
});

test('an address cannot end the link that holds it', () => {
  const { html } = freshRedirect('/sign-in?a="><script>&amp=1');

  expect(html).toContain('<a href="/sign-in?a=&quot;>&lt;script>&amp;amp=1">');
});
