import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lengthenRoles, shortenRoles } from './organization-roles.ts';

const payload = (organizations: string[], roles: string[]) =>
  JSON.stringify({ sub: 'carol', organizations, organization_roles: roles, aud: 'app' });

test('each id becomes as many tabs as it is organizations further on', () => {
  const roles = ['a:admin', 'a:member', 'b:member', 'd:member'];

  expect(shortenRoles(payload(['a', 'b', 'c', 'd'], roles))).toBe(
    '{"sub":"carol","organizations":["a","b","c","d"],"organization_roles":["\t:admin",":member","\t:member","\t\t:member"],"aud":"app"}',
  );
});

test('an id that goes back in the order of organizations, or is not listed, stays', () => {
  const text = payload(['a', 'b'], ['b:member', 'a:member', 'x:member']);

  expect(shortenRoles(text)).toContain('["\t\t:member","a:member","x:member"]');
  expect(lengthenRoles(shortenRoles(text))).toBe(text);
});

test('a payload without organizations is unchanged', () => {
  expect(shortenRoles('{"sub":"bob","roles":["a:b"]}')).toBe('{"sub":"bob","roles":["a:b"]}');
});

test('every list of organizations and roles comes back unchanged', () => {
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
