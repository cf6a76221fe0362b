import { users } from '@repo/config';
import { call } from '../../support/calls.ts';
import { expect, test } from '../../support/test.ts';

test('the answer to a call opens at its panel, which has the focus', async ({ page, signedInAs }) => {
  await signedInAs(users.alice);
  await page.goto('/resources');

  await call(page, 'Store API', 'Read from Store API');

  await expect(page.getByRole('heading', { level: 2, name: 'Store API' })).toBeFocused();
  await expect(page.getByRole('heading', { level: 2, name: 'Store API' })).toBeInViewport();
});

test('every response has a Content Security Policy without scripts, whatever was asked', async ({
  request,
}) => {
  const form = 'application/x-www-form-urlencoded';
  const responses = await Promise.all([
    request.get('/styles.css'),
    request.get('/styles.css/'),
    request.get('/%ff'),
    request.get('/logto/sign-in', { maxRedirects: 0 }),
    request.get('/logto/sign-in-callback?code=1'),
    request.get('/logto/unknown'),
    request.fetch('/', { method: 'OPTIONS' }),
    request.post('/logto/sign-in', { headers: { origin: 'https://other.example' } }),
    request.post('/resources', { headers: { 'content-type': form }, data: 'a'.repeat(5000) }),
  ]);

  for (const response of responses) {
    expect(response.headers()['content-security-policy'], response.url()).toContain("script-src 'none';");
    expect(response.status(), response.url()).toBeLessThan(500);
  }
});

test('carol, whose organizations scroll on the screen, prints all of them', async ({ page, signedInAs }) => {
  await signedInAs(users.carol);
  await page.goto('/claims');
  const organizations = page.getByRole('region', { name: /: organizations$/ });
  const hidden = () =>
    organizations.evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  expect(await hidden()).toBeGreaterThan(0);

  await page.emulateMedia({ media: 'print' });

  expect(await hidden()).toBe(0);
});
