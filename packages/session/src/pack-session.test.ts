import fc from 'fast-check';
import { deflateSync } from 'fflate';
import { expect, test } from 'vitest';
import { signedIn } from '../test/realistic-session.ts';
import { dictionary } from './dictionary.ts';
import { packSession, unpackSession } from './pack-session.ts';

const base64url = (content: string | Uint8Array) => Buffer.from(content).toString('base64url');
const unpacked = (idToken: string) => unpackSession(packSession({ idToken })).idToken;

test('JWTs are decoded, so that what they repeat is stored once', async () => {
  const { idToken } = await signedIn({ profile: 'alice', organizations: 2 });
  const once = packSession({ idToken }).length;

  expect(once).toBeLessThan(idToken.length * 0.4);
  expect(packSession({ idToken, refreshToken: idToken }).length).toBeLessThan(once * 1.1);
});

test.each([
  ['names of all scripts', '{"alg":"none"}', '{"name":"Zoë 李 🦊"}'],
  ['white space', '{\n  "alg": "none"\n}', '{ "sub":\t"alice"\r\n}\n\n\n'],
  ['line separators', '{"alg":"\u2028"}', '{"name":"\u2029"}'],
  ['bytes that are no text', '{"alg":"none"}', Buffer.from([...Buffer.from('{"'), 0xff, 0xfe, 0x00])],
  ['roles of organizations that are not listed', '{}', '{"organization_roles":["a:admin",":b","c"]}'],
  ['a tab where the roles are', '{}', '{"organizations":["a"],"organization_roles":["\t:admin","\t"]}'],
])('a JWT with %s keeps every byte', (_, header, payload) => {
  const jwt = `${base64url(header)}.${base64url(payload)}.c2lnbmF0dXJl`;

  expect(unpacked(jwt)).toBe(jwt);
});

test.each([
  ['spare bits set', `${base64url('{"alg":"none"}').slice(0, -1)}R.${base64url('{"sub":"alice"}')}.x`],
  [
    'a length that encodes nothing',
    `${base64url('{"a":1}').slice(0, 9)}.${base64url('{"b":2}').slice(0, 9)}.x`,
  ],
  ['three parts more', `eyJh.eyJi.eyJj.eyJk.eyJl.eyJm`],
  ['half a surrogate pair', '\ud800 eyJh.eyJi.x'],
  ['a text around it', `Bearer eyJh.eyJi.x, "eyJh.eyJi.y"\n`],
])('a token with %s keeps every character', (_, token) => {
  expect(unpacked(token)).toBe(token);
});

test('whatever a session holds comes back as it was', () => {
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
      expect(unpackSession(packSession(session))).toEqual(session);
    }),
    { numRuns: 500 },
  );
});

test('a session that version 1 packed can still be read', () => {
  const packed =
    'I7roRyuxjQz0ESU9lnI5UQEqoAAuAbAW08qJ6GUEcTktG5Kg8SX5RKASSN5GlDjgrAUJM2zZ3tLUyMDYxNwSLfvjyDoQN0DyTmJOZnIqUAYjUhNBCRZ3zHLCI5YTHpdAZyvVAgA';
  const accessToken = `${base64url('{"alg":"ES384","typ":"at+jwt","kid":"k"}')}.${base64url('{"aud":"urn:logto:organization:a"}')}.s`;

  expect(unpackSession(Buffer.from(packed, 'base64url'))).toEqual({
    signInSession: '{"redirectUri":"http://localhost:3020/callback"}',
    refreshToken: 'a refresh token',
    accessToken: JSON.stringify({
      '@#a': { token: accessToken, scope: 'read:members', expiresAt: 1795203479 },
    }),
    idToken: `${base64url('{"alg":"ES384","kid":"k"}')}.${base64url('{"sub":"alice","organizations":["a","b"],"organization_roles":["a:admin","b:member"]}')}.s`,
  });
});

test.each([
  ['nothing', new Uint8Array()],
  ['bytes that no compression gives', new Uint8Array([1, 2, 3])],
  ['a text', deflateSync(Buffer.from('not JSON'), { dictionary })],
  ['null', deflateSync(Buffer.from('null'), { dictionary })],
  ['numbers for tokens', deflateSync(Buffer.from('{"idToken":1}'), { dictionary })],
])('%s cannot be unpacked', (_, bytes) => {
  expect(() => unpackSession(bytes)).toThrow();
});
