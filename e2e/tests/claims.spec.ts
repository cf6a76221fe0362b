import { users } from '@repo/config';
import { promisedClaims, readClaims } from '../support/claims.ts';
import { signInWithoutPage } from '../support/signed-in.ts';
import { expect, test } from '../support/test.ts';

for (const user of [users.alice, users.bob]) {
  test(`${user.username} sees the claims of the ID token as the guides describe them`, async ({
    page,
    signedInAs,
  }) => {
    await signedInAs(user);
    await page.goto('/claims');

    const claims = await readClaims(page);

    expect(claims).toMatchObject(promisedClaims(user));
    // Milliseconds, unlike the claims of the standard.
    expect(claims.created_at).toMatch(/^\d{13}$/);
    expect(claims.updated_at).toMatch(/^\d{13}$/);
    expect(claims.exp).toMatch(/^\d{10}$/);
    expect(Number(claims.exp)).toBeGreaterThan(Date.now() / 1000);
  });
}

test('alice sees her standard profile claims, and bob, who has none, sees no rows for them', async ({
  page,
  signedInAs,
  browser,
  servers,
}) => {
  await signedInAs(users.alice);
  await page.goto('/claims');
  expect(await readClaims(page)).toMatchObject({
    family_name: 'Liddell',
    given_name: 'Alice',
    birthdate: '1990-05-04',
    locale: 'en-GB',
  });

  const bob = await browser.newPage({ baseURL: servers.app });
  await bob.context().addCookies(await signInWithoutPage(servers.app, users.bob));
  await bob.goto('/claims');
  expect(Object.keys(await readClaims(bob))).not.toContain('family_name');
  await bob.close();
});

test('alice sees the organizations she belongs to and her role in each', async ({ page, signedInAs }) => {
  await signedInAs(users.alice);
  await page.goto('/claims');

  const claims = await readClaims(page);

  const organizations: unknown = JSON.parse(claims.organizations ?? '');
  expect(organizations).toHaveLength(users.alice.memberships.length);
  const roles: unknown = JSON.parse(claims.organization_roles ?? '');
  expect(roles).toHaveLength(users.alice.memberships.length);
  // Logto promises no order.
  expect(roles).toEqual(
    expect.arrayContaining([expect.stringMatching(/:admin$/), expect.stringMatching(/:member$/)]),
  );
});
