import { expect, test } from 'vitest';
import { smallTenant } from './test/small-tenant.ts';
import { useFakeLogto } from './test/use-fake-logto.ts';
import { wildcardRedirectUris } from './wildcard-redirect-uris.ts';

const provision = useFakeLogto();

const previews = 'https://*.preview.example.com/callback';
const withRedirectUris = (...redirectUris: string[]) => ({
  ...smallTenant,
  applications: smallTenant.applications.map((application) => ({ ...application, redirectUris })),
});

test('redirect URIs with wildcards are named, others are not', () => {
  expect(wildcardRedirectUris(withRedirectUris('http://localhost:3010/callback', previews))).toEqual([
    `"Sample: Next.js Pages Router" returns users to any address that matches ${previews} (Logto 1.36 or newer): all of them must be yours`,
  ]);
});

test('Logto gets redirect URIs with wildcards as they are, and a second run writes nothing', async () => {
  const tenant = withRedirectUris(previews, 'http://localhost:3010/*/callback');
  await provision.apply(tenant);
  expect(provision.logto.state.applications[0]?.oidcClientMetadata.redirectUris).toEqual(
    tenant.applications[0]?.redirectUris,
  );

  provision.logto.forget();
  expect(await provision.apply(tenant)).toEqual([]);
  expect(provision.logto.writes()).toEqual([]);
});

test.each([
  'http://localhost:*/callback',
  'http://*:3504/callback',
  'http://localhost:3504/cb?x=*',
  '*://localhost:3504/cb',
])('if Logto refuses %s, the error names the application and the field', async (uri) => {
  await expect(provision.apply(withRedirectUris(uri))).rejects.toThrow(
    /"Sample: Next.js Pages Router".*oidcClientMetadata\.redirectUris\.0/s,
  );
});
