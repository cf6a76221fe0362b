import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { decodeToken } from './decode-token.ts';

const sign = (claims: Record<string, unknown>) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' }).sign(new Uint8Array(32));

test('a token is decoded to its header, claims and scopes, without its signature', async () => {
  const token = await sign({ aud: 'https://api.example.com', scope: 'read write' });

  const decoded = decodeToken(token);

  expect(decoded).toEqual({
    header: { alg: 'HS256', typ: 'at+jwt' },
    claims: { aud: 'https://api.example.com', scope: 'read write' },
    scopes: ['read', 'write'],
  });
  expect(JSON.stringify(decoded)).not.toContain(token.split('.').at(-1));
});

test('a token that grants nothing has no scopes', async () => {
  expect(decodeToken(await sign({ scope: '' })).scopes).toEqual([]);
  expect(decodeToken(await sign({})).scopes).toEqual([]);
});

test('an opaque token is rejected', () => {
  expect(() => decodeToken('an-opaque-token')).toThrow();
});
