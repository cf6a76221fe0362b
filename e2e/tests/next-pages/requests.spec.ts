import { users } from '@repo/config';
import { post } from '../../support/post.ts';
import { expect, test } from '../../support/test.ts';

test('a request of 1 MB is refused before Next.js holds it in memory', async ({ servers }) => {
  const headers = { 'content-type': 'application/json', origin: servers.app };
  const body = JSON.stringify({ padding: 'a'.repeat(1_000_000) });
  const url = `${servers.app}/api/logto/sign-in`;

  expect((await post(url, body, headers)).statusCode).toBe(413);
});

test('a method that no page uses is not allowed', async ({ request }) => {
  for (const method of ['PUT', 'DELETE', 'OPTIONS']) {
    const response = await request.fetch('/', { method });
    expect(response.status(), method).toBe(405);
  }
});

test('nobody can use the image optimizer', async ({ request }) => {
  const response = await request.get('/_next/image?url=%2Fimage.png&w=640&q=75');

  expect(response.status()).toBe(404);
  expect(await response.text()).not.toContain('"url" parameter');
});

test('of two session cookies, routes on Node.js and on the edge runtime read the same one', async ({
  signedInAs,
  context,
  request,
  store,
}) => {
  test.skip(store !== 'cookie', 'The edge runtime cannot open a connection to Redis.');
  await signedInAs(users.alice);
  const session = (await context.cookies()).find(({ name }) => name.startsWith('logto_'));
  const mine = `${session?.name}=${session?.value}`;
  const planted = `${session?.name}=planted`;

  for (const cookie of [`${mine}; ${planted}`, `${planted}; ${mine}`]) {
    const [node, edge] = await Promise.all(
      ['/api/logto/user', '/api/logto-edge/user'].map(async (path) =>
        (await request.get(path, { headers: { cookie } })).json(),
      ),
    );
    expect(node.isAuthenticated, cookie).toBe(edge.isAuthenticated);
  }
});
