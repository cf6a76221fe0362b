import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengthenRoles, shortenRoles } from './organization-roles.ts';

const payload = (organizations: string[], roles: string[]) =>
  JSON.stringify({ sub: 'carol', organizations, organization_roles: roles, aud: 'app' });

test('ids are replaced by how many organizations further down they are', () => {
  const roles = ['a:admin', 'a:member', 'b:member', 'd:member'];

  expect(shortenRoles(payload(['a', 'b', 'c', 'd'], roles))).toBe(
    '{"sub":"carol","organizations":["a","b","c","d"],"organization_roles":["\t:admin",":member","\t:member","\t\t:member"],"aud":"app"}',
  );
});

test('roles in another order than the organizations, or of none of them, stay readable', () => {
  const text = payload(['a', 'b'], ['b:member', 'a:member', 'x:member']);

  expect(shortenRoles(text)).toContain('["\t\t:member","a:member","x:member"]');
  expect(lengthenRoles(shortenRoles(text))).toBe(text);
});

test('a payload without organizations stays as it is', () => {
  expect(shortenRoles('{"sub":"bob","roles":["a:b"]}')).toBe('{"sub":"bob","roles":["a:b"]}');
});

test('every list of organizations and roles comes back as it was', () => {
  const id = fc.stringMatching(/^[a-z0-9]{1,3}$/);
  const lists = fc
    .uniqueArray(id, { minLength: 1 })
    .chain((ids) =>
      fc.tuple(
        fc.constant(ids),
        fc.array(fc.tuple(fc.constantFrom(...ids), fc.string()).map((parts) => parts.join(':'))),
      ),
    );

  fc.assert(
    fc.property(lists, ([ids, roles]) => {
      const text = payload(ids, roles);
      expect(lengthenRoles(shortenRoles(text))).toBe(text);
    }),
  );
});
