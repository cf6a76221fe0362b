import { expect, test } from 'vitest';
import { lastOrganizationCookie, rememberOrganization } from './last-organization.ts';

test('the cookie is sent to the pages of organizations only, and no script can read it', () => {
  expect(rememberOrganization('acme', { appId: 'app', cookieSecure: true })).toEqual([
    'logto_organization_app',
    'acme',
    { path: '/organizations', httpOnly: true, sameSite: 'lax', secure: true },
  ]);
});

test('apps on the same host remember organizations apart from each other', () => {
  expect(lastOrganizationCookie({ appId: 'one' })).not.toBe(lastOrganizationCookie({ appId: 'other' }));
});
