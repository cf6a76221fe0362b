import { resources, users } from '@repo/config';
import { expect, test } from '../../support/test.ts';
import { claimsOf, signInAsApp } from '../../support/tokens.ts';

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

test('the API accepts a token that Logto issued for it', async ({ page, request, app, servers }) => {
  const alice = await signInAsApp(page, app, servers, users.alice);
  const token = await alice.accessToken({ resource: resources.shopping });

  const response = await request.get(`${servers.resourceServer}/shopping/items`, bearer(token));

  expect(response.status()).toBe(200);
  expect(await response.json()).toMatchObject({ owner: `user:${claimsOf(token).sub}` });
});

test('the API refuses every other token with 401 and a challenge', async ({
  page,
  request,
  app,
  servers,
}) => {
  const alice = await signInAsApp(page, app, servers, users.alice);
  const token = await alice.accessToken({ resource: resources.shopping });
  const [, payload] = token.split('.');
  const noAlgorithm = Buffer.from(JSON.stringify({ alg: 'none', typ: 'at+jwt' })).toString('base64url');

  const wrong = {
    'an ID token': alice.idToken,
    'a token for another API': await alice.accessToken({ resource: resources.store }),
    'a token without a signature': `${noAlgorithm}.${payload}.`,
    'a token with a cut signature': token.slice(0, -8),
    'no JWT at all': 'not-a-token',
  };
  for (const [what, refused] of Object.entries(wrong)) {
    const response = await request.get(`${servers.resourceServer}/shopping/items`, bearer(refused));
    expect(response.status(), what).toBe(401);
    expect(response.headers()['www-authenticate'], what).toMatch(/^Bearer .*error="invalid_token"/);
  }

  const anonymous = await request.get(`${servers.resourceServer}/shopping/items`);
  expect(anonymous.status()).toBe(401);
  expect(anonymous.headers()['www-authenticate']).toMatch(/^Bearer (?!.*error)/);
});

test('the API refuses a token that has expired', async ({ page, request, app, servers, localLogto }) => {
  const alice = await signInAsApp(page, app, servers, users.alice);
  // A clock that is two hours slow issues a token for one hour, which expired an hour ago.
  await localLogto.setFaults({ clockSkew: -7200 });
  const token = await alice.accessToken({ resource: resources.shopping });

  const response = await request.get(`${servers.resourceServer}/shopping/items`, bearer(token));

  expect(response.status()).toBe(401);
  expect(response.headers()['www-authenticate']).toContain('expired');
});

test('the API refuses with 403 what the token does not permit, and names the missing scope', async ({
  page,
  request,
  app,
  servers,
}) => {
  const alice = await signInAsApp(page, app, servers, users.alice);
  const token = await alice.accessToken({ resource: resources.shopping });

  const response = await request.post(`${servers.resourceServer}/shopping/items`, {
    ...bearer(token),
    data: { name: 'Tea' },
  });

  expect(response.status()).toBe(403);
  expect(response.headers()['www-authenticate']).toContain('scope="shopping:write"');
});

test("the API refuses one organization's token for another", async ({ page, request, app, servers }) => {
  const alice = await signInAsApp(page, app, servers, users.alice);
  const { organizations } = claimsOf(alice.idToken);
  const [acme, globex] = Array.isArray(organizations) ? organizations : [];
  const token = await alice.accessToken({ organization_id: acme });
  const members = (organization: string) => `${servers.resourceServer}/organizations/${organization}/members`;

  expect((await request.get(members(acme), bearer(token))).status()).toBe(200);
  expect((await request.get(members(globex), bearer(token))).status()).toBe(403);
});
