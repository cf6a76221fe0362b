import { expect, test } from 'vitest';
import { parseTenant } from './parse-tenant.ts';
import type { TenantInput } from './tenant.ts';

const shop = { name: 'Shop', id: 'shop', secret: 'secret-of-shop' };
const single = { name: 'Single page', id: 'single', type: 'SPA' } as const;
const native = { name: 'Native', id: 'native', type: 'Native' } as const;
const robot = { name: 'Robot', id: 'robot', type: 'MachineToMachine', secret: 'secret-of-robot' } as const;

const tenantWith = (...applications: object[]) => ({
  applications,
  roles: [{ name: 'customer' }, { name: 'stock keeper', type: 'MachineToMachine' }],
  organizations: [{ name: 'Acme' }],
});

const errorOf = (value: unknown): string => {
  try {
    parseTenant(value, 'tenant.json');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'no error';
};

test('applications of every type are accepted', () => {
  const applications = [
    shop,
    {
      ...single,
      redirectUris: ['http://localhost:5173/callback'],
      corsAllowedOrigins: ['http://localhost:5173'],
    },
    {
      ...native,
      redirectUris: ['io.logto://callback', 'http://127.0.0.1/callback', 'https://app.example.com/callback'],
    },
    {
      ...robot,
      roles: ['stock keeper', 'Logto Management API access'],
      organizations: ['Acme'],
    },
  ] satisfies TenantInput['applications'];

  const tenant = parseTenant(tenantWith(...applications), 'tenant.json');

  expect(tenant.applications).toMatchObject(applications);
  expect(tenant.applications.map(({ type }) => type)).toEqual([
    'Traditional',
    'SPA',
    'Native',
    'MachineToMachine',
  ]);
});

test.each([
  [
    { ...single, secret: 'secret' },
    'secret is not for applications of type SPA, which cannot keep one: remove it',
  ],
  [
    { ...native, secret: 'secret' },
    'secret is not for applications of type Native, which cannot keep one: remove it',
  ],
  [{ ...robot, secret: undefined }, 'secret is missing: set it to text'],
  [{ ...shop, type: 'Web' }, 'type must be one of Traditional, SPA, Native, MachineToMachine'],
  [
    { ...shop, roles: ['stock keeper'] },
    'roles is for applications of type MachineToMachine only: remove it',
  ],
  [
    { ...single, organizations: [] },
    'organizations is for applications of type MachineToMachine only: remove it',
  ],
  [
    { ...robot, redirectUris: ['http://localhost/'] },
    'redirectUris[0] is of no use: nobody signs in to an application of type MachineToMachine: remove it',
  ],
  [
    { ...robot, roles: ['customer'] },
    'roles[0] is "customer", a role for users: give it the type MachineToMachine, or choose another',
  ],
  [
    { ...robot, roles: ['nobody'] },
    'roles[0] is "nobody", which is not defined in roles: add it there, or correct it here',
  ],
  [
    { ...robot, organizations: ['Globex'] },
    'organizations[0] is "Globex", which is not defined in organizations: add it there, or correct it here',
  ],
  [
    { ...shop, redirectUris: ['io.logto://callback'] },
    'redirectUris[0] must begin with https:// or http://, unless the type is Native: set it, or correct this',
  ],
  [
    { ...native, redirectUris: ['http://shop.example.com/callback'] },
    'redirectUris[0] may begin with http:// on loopback addresses only in a Native application: use https:// or a scheme of your own',
  ],
  [
    { ...native, postSignOutRedirectUris: ['https://localhost/'] },
    'postSignOutRedirectUris[0] must not be https:// on a loopback address in a Native application: use http://',
  ],
  [
    { ...single, corsAllowedOrigins: ['http://localhost:5173/'] },
    'corsAllowedOrigins[0] must be an origin such as http://localhost:3000, without a path',
  ],
])('an error says what an application must not have: %j', (application, problem) => {
  expect(errorOf(tenantWith(application))).toBe(`tenant.json: applications[0].${problem}`);
});

test('an error says that a user cannot have a role for applications', () => {
  const users = [{ username: 'alice', password: 'alice-demo', roles: ['stock keeper'] }];
  expect(errorOf({ ...tenantWith(shop), users })).toBe(
    'tenant.json: users[0].roles[0] is "stock keeper", a role for applications: give it the type User, or choose another',
  );
});

test('an error says that a role has the name of the one that every Logto has', () => {
  expect(errorOf({ applications: [], roles: [{ name: 'Logto Management API access' }] })).toBe(
    'tenant.json: roles[0].name is "Logto Management API access", which every Logto has already: choose another one',
  );
});
