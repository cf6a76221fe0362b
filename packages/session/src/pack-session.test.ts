import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { expect, test } from 'vitest';
import { packSession, unpackFields } from './pack-session.ts';
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
