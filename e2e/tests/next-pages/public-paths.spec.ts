import { readFile } from 'node:fs/promises';
import { users } from '@repo/config';
import { appsFolder, runningAt } from '../../apps.ts';
import { publicRoutes, readManifest } from '../../support/routes.ts';
import { expect, test } from '../../support/test.ts';

const anotherBuild = 'the app that runs may be another build than the one here';

test('of all routes of the build, only these are public', async ({ request }) => {
  test.skip(Boolean(runningAt), anotherBuild);
  const routes = Object.keys(await readManifest('next-pages/.next/server/pages-manifest.json'));

  expect(routes).toContain('/claims');
  const found = await publicRoutes(request, routes);
  // Those that start and end sign-in, those that say who is signed in, and those to which forms lead.
  expect(found.filter((route) => !/^\/api\/logto(-edge)?\//.test(route))).toEqual([
    '/',
    '/api/accept-invitation',
    '/api/account/link',
    '/api/edge-user-info',
    '/api/get-user-info',
    '/api/refresh-claims',
    '/failed',
  ]);
});

test("a signed-out visitor gets no page's data, as the router of Next.js asks for it", async ({
  request,
}) => {
  test.skip(Boolean(runningAt), anotherBuild);
  const build = await readFile(`${appsFolder}/next-pages/.next/BUILD_ID`, 'utf8');

  const tries: Record<string, string>[] = [
    {},
    { 'x-nextjs-data': '1' },
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
  ];
  for (const headers of tries) {
    const response = await request.get(`/_next/data/${build}/session.json`, { headers, maxRedirects: 0 });

    expect(await response.text()).not.toContain('pageProps');
    const { location, 'x-nextjs-redirect': redirect } = response.headers();
    expect(location ?? redirect, JSON.stringify(headers)).toContain('returnTo=%2Fsession');
  }
});

test('a missing file below /_next/static/ cannot be framed, and does not say who is signed in', async ({
  context,
  signedInAs,
}) => {
  await signedInAs(users.alice);
  for (const path of ['/_next/static/x', '/_next/static/chunks/x.js']) {
    const response = await context.request.get(path);
    const headers = response.headers();
    expect(response.status(), path).toBe(404);
    expect(headers['content-security-policy'], path).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options'], path).toBe('nosniff');
    expect(headers['x-frame-options'], path).toBe('DENY');
    expect(await response.text(), path).not.toContain('Sign out');
  }
});
