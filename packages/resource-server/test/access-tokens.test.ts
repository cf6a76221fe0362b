import { resources } from '@repo/config';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Api, expectChallenge, expectRefusal, startApi } from './api.ts';
import { type Issuer, now, organization, otherOrganization, startIssuer } from './issuer.ts';

let issuer: Issuer;
let api: Api;

beforeEach(async () => {
  issuer = await startIssuer();
  api = await startApi({ endpoint: issuer.endpoint });
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

afterEach(() => {
  vi.restoreAllMocks();
});

const read = (token?: string) => api('/shopping/items', { token });

const keyUnknown = 'The access token is signed with a key that the issuer does not publish';

describe('a token that is accepted', () => {
  test('an access token as Logto issues it opens the route', async () => {
    const answer = await read(await issuer.token());
    expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
  });

  test.each(['ES384', 'RS256', 'EdDSA'])('a Logto whose key signs with %s is understood', async (alg) => {
    const other = await startIssuer(alg);
    const call = await startApi({ endpoint: other.endpoint });
    expect(await call('/shopping/items', { token: await other.token() })).toMatchObject({ status: 200 });
  });

  test('the endpoint may end with a slash', async () => {
    const call = await startApi({ endpoint: `${issuer.endpoint}/` });
    expect(await call('/shopping/items', { token: await issuer.token() })).toMatchObject({ status: 200 });
  });

  test.each(['bearer', 'BEARER', 'Bearer'])('the scheme may be spelled %s', async (scheme) => {
    const headers = ['Authorization', `${scheme} ${await issuer.token()}`];
    expect(await api('/shopping/items', { headers })).toMatchObject({ status: 200 });
  });

  test('a type with its full media type name is an access token too', async () => {
    expect(await read(await issuer.token({}, { typ: 'application/at+jwt' }))).toMatchObject({ status: 200 });
  });

  test('an audience of several APIs includes this one', async () => {
    const aud = ['https://other.example.com', resources.shopping];
    expect(await read(await issuer.token({ aud }))).toMatchObject({ status: 200 });
  });

  test('clocks may differ by a few seconds', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    expect(await read(await issuer.token({ exp: now() - 4 }))).toMatchObject({ status: 200 });
    expect(await read(await issuer.token({ exp: now() - 5 }))).toMatchObject({ status: 401 });
    expect(await read(await issuer.token({ nbf: now() + 5 }))).toMatchObject({ status: 200 });
    expect(await read(await issuer.token({ nbf: now() + 6 }))).toMatchObject({ status: 401 });
  });
});

describe('a token that is refused', () => {
  const refused: Array<[string, () => string | Promise<string>, string]> = [
    ['expired', () => issuer.token({ exp: now() - 60 }), 'The access token has expired'],
    ['not yet valid', () => issuer.token({ nbf: now() + 60 }), 'The access token is not valid yet'],
    [
      'from another issuer',
      () => issuer.token({ iss: 'https://evil.example.com/oidc' }),
      'The access token is from another issuer',
    ],
    [
      'of an issuer that only begins like this one',
      () => issuer.token({ iss: `${issuer.endpoint}/oidc/more` }),
      'The access token is from another issuer',
    ],
    ['for another API', () => issuer.token({ aud: resources.store }), 'The access token is for another API'],
    [
      'for an organization where an API is wanted',
      () => issuer.token({ aud: `urn:logto:organization:${organization}` }),
      'The access token is for another API',
    ],
    [
      'without a type, which is an ID token',
      () => issuer.idToken(),
      'The token is not an access token: its type is not at+jwt',
    ],
    [
      'an ID token made to look right',
      () =>
        issuer.idToken({
          aud: resources.shopping,
          scope: 'shopping:read',
          client_id: 'p6aqc9tcd954k90ljhzvk',
          jti: 'an-id',
        }),
      'The token is not an access token: its type is not at+jwt',
    ],
    [
      'a JWT of another type',
      () => issuer.token({}, { typ: 'JWT' }),
      'The token is not an access token: its type is not at+jwt',
    ],
    [
      'unsigned',
      () => issuer.unsignedToken(),
      'The access token is signed with an algorithm that is not accepted here',
    ],
    [
      'signed with the public key as a shared secret',
      () => issuer.tokenSignedWithPublicKey(),
      'The access token is signed with an algorithm that is not accepted here',
    ],
    [
      'changed after it was signed',
      async () => {
        const [header, , signature] = (await issuer.token({ scope: '' })).split('.');
        const [, claims] = (await issuer.token({ scope: 'shopping:read' })).split('.');
        return [header, claims, signature].join('.');
      },
      'The signature of the access token is wrong',
    ],
    ['signed with a key nobody knows', () => issuer.token({}, { kid: 'unknown' }), keyUnknown],
    [
      'opaque',
      () => 'mJ3Yl0Hq2Yc1r0pQ8x7u5s4w9z6v2b1n',
      'The access token is not a JWT that can be verified',
    ],
    [
      'demanding an extension that nobody understands',
      () => issuer.token({}, { crit: ['extension'], extension: true }),
      'The access token is not a JWT that can be verified',
    ],
  ];

  test.each(refused)('a token that is %s is refused', async (_name, token, description) => {
    expectRefusal(await read(await token()), 401, 'invalid_token', description);
  });

  test.each(['exp', 'iat', 'jti', 'sub', 'aud', 'iss', 'client_id'])(
    'a token without %s is refused',
    async (claim) => {
      const token = await issuer.token({ [claim]: undefined });
      expectRefusal(await read(token), 401, 'invalid_token', `The access token lacks the claim ${claim}`);
    },
  );

  test.each([
    ['sub', ''],
    ['sub', 7],
    ['scope', ['shopping:read']],
    ['organization_id', null],
    ['organization_id', ''],
    ['aud', [7]],
  ])('a token whose %s is %j is refused', async (claim, value) => {
    const token = await issuer.token({ [claim]: value });
    expectRefusal(await read(token), 401, 'invalid_token', 'The claims of the access token are malformed');
  });

  test('a token signed with a key of the same name that is not the issuer’s is refused', async () => {
    const forger = await startIssuer();
    const genuine = await issuer.token();
    const [header = ''] = genuine.split('.');
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString());
    const token = await forger.token({ iss: `${issuer.endpoint}/oidc` }, { kid });
    expectRefusal(await read(token), 401, 'invalid_token', 'The signature of the access token is wrong');
  });

  test('a token cut off anywhere is refused and never breaks the server', async () => {
    const token = await issuer.token();
    for (let length = 1; length < token.length; length += 7) {
      expect(await read(token.slice(0, length))).toMatchObject({
        status: 401,
        body: { error: 'invalid_token' },
      });
    }
  });
});

describe('the Authorization header', () => {
  const malformed = 'Send one header Authorization: Bearer TOKEN';

  test('without a token the answer is the bare challenge', async () => {
    expectChallenge(await read());
  });

  test.each(['Basic YWxpY2U6YWxpY2U=', 'Bearerx abc', ''])('"%s" is no bearer token', async (value) => {
    expectChallenge(await api('/shopping/items', { headers: ['Authorization', value] }));
  });

  test.each(['Bearer', 'Bearer a b', 'Bearer a,b', 'Bearer "a"'])('"%s" is malformed', async (value) => {
    const answer = await api('/shopping/items', { headers: ['Authorization', value] });
    expectRefusal(answer, 400, 'invalid_request', malformed);
  });

  test('two headers are refused even when both are good', async () => {
    const header = ['Authorization', `Bearer ${await issuer.token()}`];
    const answer = await api('/shopping/items', { headers: [...header, ...header] });
    expectRefusal(answer, 400, 'invalid_request', malformed);
  });

  test('a token in the address is not looked at', async () => {
    expectChallenge(await api(`/shopping/items?access_token=${await issuer.token()}`));
  });

  test('a token in the body is not looked at', async () => {
    const access_token = await issuer.token({ scope: 'shopping:write' });
    expectChallenge(await api('/shopping/items', { method: 'POST', body: { access_token, name: 'Milk' } }));
    const form = ['Content-Type', 'application/x-www-form-urlencoded'];
    const body = `access_token=${access_token}`;
    expectChallenge(await api('/shopping/items', { method: 'POST', headers: form, body }));
  });
});

describe('permissions', () => {
  const lacks = (scope: string) => `The access token lacks the permission ${scope}`;

  test.each([
    '',
    undefined,
    'shopping:readx',
    'xshopping:read',
    'shopping',
    'SHOPPING:READ',
    'store:read shopping:write',
  ])('scope "%s" does not include shopping:read', async (scope) => {
    const answer = await read(await issuer.token({ scope }));
    expectRefusal(answer, 403, 'insufficient_scope', lacks('shopping:read'), 'shopping:read');
  });

  test('the permission may stand among others', async () => {
    expect(await read(await issuer.token({ scope: 'read shopping:read x' }))).toMatchObject({ status: 200 });
  });

  test('reading does not include writing', async () => {
    const token = await issuer.token({ scope: 'shopping:read' });
    const answer = await api('/shopping/items', { method: 'POST', token, body: { name: 'Milk' } });
    expectRefusal(answer, 403, 'insufficient_scope', lacks('shopping:write'), 'shopping:write');
  });

  test('a token of another organization does not open this one', async () => {
    const aud = `urn:logto:organization:${otherOrganization}`;
    const token = await issuer.token({ aud, scope: 'read:members' });
    const answer = await api(`/organizations/${organization}/members`, { token });
    const description = 'The access token is for another organization';
    expectRefusal(answer, 403, 'insufficient_scope', description, 'read:members');
  });

  test('an expired token of another organization is expired first of all', async () => {
    const aud = `urn:logto:organization:${otherOrganization}`;
    const token = await issuer.token({ aud, scope: 'read:members', exp: now() - 60 });
    const answer = await api(`/organizations/${organization}/members`, { token });
    expectRefusal(answer, 401, 'invalid_token', 'The access token has expired');
  });

  test('an API token with the organization in a claim is no organization token', async () => {
    const token = await issuer.token({ organization_id: organization, scope: 'read:members' });
    const answer = await api(`/organizations/${organization}/members`, { token });
    expectRefusal(answer, 401, 'invalid_token', 'The access token is for another API');
  });
});

describe('the keys of the issuer', () => {
  const unreachable = {
    status: 503,
    body: {
      error: 'temporarily_unavailable',
      error_description: 'The issuer of the access tokens cannot be reached: try again later',
    },
  };

  test('they are fetched once for many tokens', async () => {
    const tokens = await Promise.all([issuer.token(), issuer.token(), issuer.token()]);
    await Promise.all(tokens.map(read));
    await read(tokens[0]);
    expect(issuer.requests()).toBe(1);
  });

  test('a rotation is noticed, and old tokens are good until their key is deleted', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const before = await issuer.token();
    expect(await read(before)).toMatchObject({ status: 200 });

    await issuer.rotate();
    vi.setSystemTime(Date.now() + 31_000);
    expect(await read(await issuer.token())).toMatchObject({ status: 200 });
    expect(await read(before)).toMatchObject({ status: 200 });

    issuer.deleteOldKeys();
    vi.setSystemTime(Date.now() + 601_000);
    expectRefusal(await read(before), 401, 'invalid_token', keyUnknown);
    expect(issuer.requests()).toBe(3);
  });

  test('a token that does not name its key among several is refused', async () => {
    await issuer.rotate();
    const description = 'The access token is not a JWT that can be verified';
    expectRefusal(await read(await issuer.token({}, { kid: undefined })), 401, 'invalid_token', description);
  });

  test('made-up key ids do not flood the issuer', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    await read(await issuer.token());
    for (const kid of ['a', 'b', 'c']) {
      expectRefusal(await read(await issuer.token({}, { kid })), 401, 'invalid_token', keyUnknown);
    }
    expect(issuer.requests()).toBe(1);
  });

  test('tokens that cannot be good do not reach the issuer', async () => {
    await read(issuer.unsignedToken());
    await read(await issuer.tokenSignedWithPublicKey());
    await read('opaque');
    expect(issuer.requests()).toBe(0);
  });

  test('an issuer that is down makes the API unavailable, and says nothing about the token', async () => {
    const token = await issuer.token();
    await issuer.close();
    const answer = await read(token);
    expect(answer).toMatchObject(unreachable);
    expect(answer.headers).not.toHaveProperty('www-authenticate');
  });

  test('an issuer that is down does no harm while its keys are known', async () => {
    const token = await issuer.token();
    await read(token);
    await issuer.close();
    expect(await read(token)).toMatchObject({ status: 200 });
  });

  test.each([
    ['an error', 500, '{}'],
    ['a redirect', 302, '{}'],
    ['a page', 200, '<html>'],
    ['JSON without keys', 200, '{}'],
  ])('an issuer that answers with %s counts as down until it recovers', async (_name, status, body) => {
    const broken = await startIssuer();
    const call = await startApi({ endpoint: broken.endpoint });
    const token = await broken.token();
    broken.answerWith((_request, response) =>
      response.writeHead(status, { location: issuer.endpoint }).end(body),
    );
    expect(await call('/shopping/items', { token })).toMatchObject(unreachable);

    broken.recover();
    expect(await call('/shopping/items', { token })).toMatchObject({ status: 200 });
  });

  test('an issuer that never answers is given up', async () => {
    const call = await startApi({ endpoint: issuer.endpoint, issuerTimeout: 50 });
    issuer.answerWith(() => undefined);
    expect(await call('/shopping/items', { token: await issuer.token() })).toMatchObject(unreachable);
  });

  test('an outage is logged without the token', async () => {
    const token = await issuer.token();
    await issuer.close();
    await read(token);
    expect(console.error).toHaveBeenCalledExactlyOnceWith(
      `Cannot get the issuer's keys at ${issuer.endpoint}/oidc/jwks: fetch failed (ECONNREFUSED)`,
    );
  });

  test('a refused token is not logged at all', async () => {
    await read(await issuer.token({ exp: now() - 60 }));
    expect(console.error).not.toHaveBeenCalled();
  });
});
