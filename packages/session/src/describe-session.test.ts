import { expect, test } from 'vitest';
import { describeSession } from './describe-session.ts';
import { signedIn } from './test/realistic-session.ts';
import { readAccessTokens } from './tokens.ts';

const where = { store: 'Encrypted cookie', inBrowser: 1234, onServer: 0 };

const cached = (key: string) => {
  const accessToken = JSON.stringify({ [key]: { token: 'a token', scope: '', expiresAt: 1_795_203_479 } });
  return describeSession({ accessToken }, where).accessTokens;
};

test('the description says where the session is stored and which tokens it holds', () => {
  const accessToken = JSON.stringify({
    '@https://shopping.your-app.com/api': {
      token: 'a token',
      scope: 'shopping:read shopping:write',
      expiresAt: 1_795_203_479,
    },
  });

  expect(describeSession({ idToken: 'an ID token', accessToken }, where)).toEqual({
    store: 'Encrypted cookie',
    inBrowser: 1234,
    onServer: 0,
    accessTokens: [
      {
        resource: 'https://shopping.your-app.com/api',
        scopes: ['shopping:read', 'shopping:write'],
        expiresAt: 1_795_203_479,
      },
    ],
  });
});

test.each([
  ['the userinfo token', '@', {}],
  ['a resource token', '@https://api.example.com', { resource: 'https://api.example.com' }],
  ['an organization token', '@#bl4sa5w8zdu1', { organizationId: 'bl4sa5w8zdu1' }],
  ['both', '@https://api.example.com#b1', { resource: 'https://api.example.com', organizationId: 'b1' }],
  ['scopes in the key', 'read write@https://api.example.com', { resource: 'https://api.example.com' }],
  ['an @ in the resource', '@https://me@example.com/', { resource: 'https://me@example.com/' }],
])("the SDK's cache key names resource and organization: %s", (_, key, expected) => {
  expect(cached(key)).toEqual([{ ...expected, scopes: [], expiresAt: 1_795_203_479 }]);
});

test('the description contains no token', async () => {
  const session = await signedIn({
    profile: 'alice',
    organizations: 2,
    resourceTokens: 2,
    organizationTokens: 2,
  });
  const tokens = readAccessTokens(session).map(([, { token }]) => token);
  const description = JSON.stringify(describeSession(session, where));

  expect(tokens).toHaveLength(5);
  for (const token of [session.idToken, session.refreshToken, ...tokens]) {
    expect(description).not.toContain(token);
    expect(description).not.toContain(token.split('.').at(-1));
  }
});

test.each(['', '{', 'null', '[1]', '{"@":"a token"}', '{"@":{"token":1}}'])(
  'the token cache "%s" holds no tokens',
  (accessToken) => {
    expect(describeSession({ accessToken }, where).accessTokens).toEqual([]);
  },
);
