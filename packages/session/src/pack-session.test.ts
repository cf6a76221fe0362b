import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { expect, test } from 'vitest';
import { lengthenRoles, packSession, shortenRoles, unpackFields } from './pack-session.ts';
import { signedIn } from './test/realistic-session.ts';

const base64url = (content: string | Uint8Array) => Buffer.from(content).toString('base64url');
const unpacked = (idToken: string) => unpackFields(packSession({ idToken })).idToken;

test('repeated claims of JWTs are stored once', async () => {
  const { idToken } = await signedIn({ profile: 'alice', organizations: 2 });
  const once = packSession({ idToken }).length;

  expect(once).toBeLessThan(idToken.length * 0.55);
  expect(packSession({ idToken, refreshToken: idToken }).length).toBeLessThan(once * 1.1);
});

test.each([
  ['names in several scripts', '{"alg":"none"}', '{"name":"Zoë 李 🦊"}'],
  ['white space', '{\n  "alg": "none"\n}', '{ "sub":\t"alice"\r\n}\n\n\n'],
  ['line separators', '{"alg":"\u2028"}', '{"name":"\u2029"}'],
  ['bytes that are not text', '{"alg":"none"}', Buffer.from([...Buffer.from('{"'), 0xff, 0xfe, 0x00])],
  ['roles in unlisted organizations', '{}', '{"organization_roles":["a:admin",":b","c"]}'],
  ['tabs in its roles', '{}', '{"organizations":["a"],"organization_roles":["\t:admin","\t"]}'],
])('a JWT with %s keeps every byte', (_, header, payload) => {
  const jwt = `${base64url(header)}.${base64url(payload)}.c2lnbmF0dXJl`;

  expect(unpacked(jwt)).toBe(jwt);
});

test.each([
  ['spare bits set', `${base64url('{"alg":"none"}').slice(0, -1)}R.${base64url('{"sub":"alice"}')}.x`],
  [
    'a length that base64url cannot have',
    `${base64url('{"a":1}').slice(0, 9)}.${base64url('{"b":2}').slice(0, 9)}.x`,
  ],
  ['six parts', `eyJh.eyJi.eyJj.eyJk.eyJl.eyJm`],
  ['half a surrogate pair', '\ud800 eyJh.eyJi.x'],
  ['text around it', `Bearer eyJh.eyJi.x, "eyJh.eyJi.y"\n`],
])('a token with %s keeps every character', (_, token) => {
  expect(unpacked(token)).toBe(token);
});

test('every session comes back unchanged', () => {
  const text = fc.string({ unit: 'binary' });
  const json = fc.json().map((content) => `{"${content}`);
  const bytes = fc.uint8Array().map((content) => Buffer.concat([Buffer.from('{"'), content]));
  const part = fc
    .oneof(
      text.map((content) => `{"${content}`),
      json,
      bytes,
    )
    .map(base64url);
  const jwt = fc.tuple(part, part, fc.base64String()).map((parts) => parts.join('.'));
  const soup = fc.array(fc.oneof(jwt, text, fc.constantFrom('\n', '\t', '"', 'eyJ', '.')), { maxLength: 6 });
  const sessions = fc.record({
    idToken: fc.oneof(jwt, text),
    accessToken: soup.map((pieces) => pieces.join('')),
  });

  fc.assert(
    fc.property(sessions, (session) => {
      expect(unpackFields(packSession(session))).toEqual(session);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['nothing', new Uint8Array()],
  ['bytes that are not deflated', new Uint8Array([1, 2, 3])],
  ['text that is not JSON', deflateSync(Buffer.from('not JSON'))],
  ['null', deflateSync(Buffer.from('null'))],
])('unpacking fails: %s', (_, bytes) => {
  expect(() => unpackFields(bytes)).toThrow();
});

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
