import { parseTenant } from '@repo/tenant';
import { expect, test } from 'vitest';
import { tenant, users } from './tenant.ts';

test('the tenant is complete and refers only to what it defines', () => {
  expect(parseTenant(tenant, 'tenant.ts')).toEqual(tenant);
});

test('carol belongs to 60 organizations, more than an uncompressed cookie can hold', () => {
  expect(users.carol.memberships).toHaveLength(60);
});
