import { runningAt } from '../../apps.ts';
import { post } from '../../support/post.ts';
import { publicRoutes, readManifest } from '../../support/routes.ts';
import { expect, test } from '../../support/test.ts';

const anotherBuild = 'the app that runs may be another build than the one here';

test('of all routes of the build, only these are public', async ({ request }) => {
  test.skip(Boolean(runningAt), anotherBuild);
  const routes = Object.values(await readManifest('next-app/.next/app-path-routes-manifest.json'));

  expect(routes).toContain('/claims');
  expect(await publicRoutes(request, routes)).toEqual([
    '/',
    '/backchannel-logout',
    '/callback',
    '/failed',
    '/sign-in',
  ]);
});

test('a signed-out visitor gets no page by asking for a part of it, as the router of Next.js does', async ({
  request,
}) => {
  const tree = ['', { children: ['claims', { children: ['__PAGE__', {}] }] }, null, 'refetch'];
  const tries: Record<string, string>[] = [
    { rsc: '1' },
    { rsc: '1', 'next-router-prefetch': '1' },
    { rsc: '1', 'next-router-state-tree': encodeURIComponent(JSON.stringify(tree)) },
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
    { 'x-invoke-path': '/', 'x-matched-path': '/' },
    { 'x-original-url': '/', 'x-rewrite-url': '/' },
  ];
  for (const headers of tries) {
    const response = await request.get('/claims', { headers, maxRedirects: 0 });
    expect(response.status(), JSON.stringify(headers)).toBe(303);
    expect(response.headers().location).toContain('returnTo=%2Fclaims');
  }
});

test('a signed-out visitor gets no page by calling a server action that does not exist', async ({
  servers,
}) => {
  const { statusCode, headers } = await post(`${servers.app}/claims`, '[]', {
    'content-type': 'text/plain;charset=UTF-8',
    'next-action': '00000000000000000000000000000000000000000a',
    origin: servers.app,
  });

  expect(statusCode).toBeGreaterThanOrEqual(400);
  expect(headers['content-type'] ?? '').not.toMatch(/html|component/);
});
