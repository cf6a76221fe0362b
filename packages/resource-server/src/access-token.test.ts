import { resources } from '@repo/config';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Answer, type Api, startApi } from './test/start-api.ts';
import { type Issuer, now, organization, otherOrganization, startIssuer } from './test/start-issuer.ts';

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

const realm = 'Bearer realm="API"';

/** Expects a refusal as in RFC 6750 section 3: the same words in the challenge and in the body. */
const expectRefusal = (
  answer: Answer,
  status: number,
  error: string,
  description: string,
  scope?: string,
): void => {
  const challenge = `${realm}, error="${error}", error_description="${description}"`;
  expect(answer).toMatchObject({
    status,
    headers: {
      'www-authenticate': scope ? `${challenge}, scope="${scope}"` : challenge,
      'cache-control': 'no-store',
      'content-type': 'application/json; charset=utf-8',
    },
    body: { error, error_description: description },
  });
};

/** Expects the challenge without an error code (RFC 6750 section 3.1) for a request without a token. */
const expectChallenge = (answer: Answer): void => {
  expect(answer).toMatchObject({
    status: 401,
    headers: { 'www-authenticate': realm, 'cache-control': 'no-store' },
    body: {
      error: 'unauthorized',
      error_description: 'Send an access token in the header Authorization: Bearer TOKEN',
    },
  });
};

const unknownKey = 'The access token is signed with a key that the issuer does not publish';

describe('accepted tokens', () => {
  test('an access token with the header and claims of a real Logto is accepted', async () => {
    const answer = await read(await issuer.token());
    expect(answer).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
  });

  test.each(['ES384', 'RS256', 'EdDSA'])('an access token signed with %s is accepted', async (alg) => {
    const other = await startIssuer(alg);
    const call = await startApi({ endpoint: other.endpoint });
    expect(await call('/shopping/items', { token: await other.token() })).toMatchObject({ status: 200 });
  });

  test('the endpoint may have a trailing slash', async () => {
    const call = await startApi({ endpoint: `${issuer.endpoint}/` });
    expect(await call('/shopping/items', { token: await issuer.token() })).toMatchObject({ status: 200 });
  });

  test.each(['bearer', 'BEARER', 'Bearer'])('the scheme may be written as %s', async (scheme) => {
    const headers = ['Authorization', `${scheme} ${await issuer.token()}`];
    expect(await api('/shopping/items', { headers })).toMatchObject({ status: 200 });
  });

  test('the type may be the full media type', async () => {
    expect(await read(await issuer.token({}, { typ: 'application/at+jwt' }))).toMatchObject({ status: 200 });
  });

  test('the audience may name several APIs', async () => {
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

describe('rejected tokens', () => {
  const rejected: Array<[string, () => string | Promise<string>, string]> = [
    ['an expired token', () => issuer.token({ exp: now() - 60 }), 'The access token has expired'],
    [
      'a token that is not valid yet',
      () => issuer.token({ nbf: now() + 60 }),
      'The access token is not valid yet',
    ],
    [
      'a token from another issuer',
      () => issuer.token({ iss: 'https://evil.example.com/oidc' }),
      'The access token is from another issuer',
    ],
    [
      'a token from an issuer whose address starts like this one',
      () => issuer.token({ iss: `${issuer.endpoint}/oidc/more` }),
      'The access token is from another issuer',
    ],
    [
      'a token for another API',
      () => issuer.token({ aud: resources.store }),
      'The access token is for another API',
    ],
    [
      'an organization token for an API route',
      () => issuer.token({ aud: `urn:logto:organization:${organization}` }),
      'The access token is for another API',
    ],
    [
      'an ID token, which has no type',
      () => issuer.idToken(),
      'The token is not an access token: its type is not at+jwt',
    ],
    [
      'an ID token with the claims of an access token',
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
      'an unsigned token',
      () => issuer.unsignedToken(),
      'The access token is signed with an algorithm that is not accepted here',
    ],
    [
      'a token signed with the public key as a shared secret',
      () => issuer.tokenSignedWithPublicKey(),
      'The access token is signed with an algorithm that is not accepted here',
    ],
    [
      'a token whose claims were changed after signing',
      async () => {
        const [header, , signature] = (await issuer.token({ scope: '' })).split('.');
        const [, claims] = (await issuer.token({ scope: 'shopping:read' })).split('.');
        return [header, claims, signature].join('.');
      },
      'The signature of the access token is wrong',
    ],
    ['a token signed with an unknown key', () => issuer.token({}, { kid: 'unknown' }), unknownKey],
    [
      'an opaque token',
      () => 'mJ3Yl0Hq2Yc1r0pQ8x7u5s4w9z6v2b1n',
      'The access token is not a JWT that can be verified',
    ],
    [
      'a token with an unknown critical extension',
      () => issuer.token({}, { crit: ['extension'], extension: true }),
      'The access token is not a JWT that can be verified',
    ],
  ];

  test.each(rejected)('%s is rejected', async (_name, token, description) => {
    expectRefusal(await read(await token()), 401, 'invalid_token', description);
  });

  test.each(['exp', 'iat', 'jti', 'sub', 'aud', 'iss', 'client_id'])(
    'a token without the claim %s is rejected',
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
  ])('a token whose claim %s is %j is rejected', async (claim, value) => {
    const token = await issuer.token({ [claim]: value });
    expectRefusal(await read(token), 401, 'invalid_token', 'The claims of the access token are malformed');
  });

  test('a token signed with another key under a known key id is rejected', async () => {
    const forger = await startIssuer();
    const genuine = await issuer.token();
    const [header = ''] = genuine.split('.');
    const { kid } = JSON.parse(Buffer.from(header, 'base64url').toString());
    const token = await forger.token({ iss: `${issuer.endpoint}/oidc` }, { kid });
    expectRefusal(await read(token), 401, 'invalid_token', 'The signature of the access token is wrong');
  });

  test('a token that is cut off anywhere is rejected', async () => {
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

  test('a request without a token gets a challenge without an error code', async () => {
    expectChallenge(await read());
  });

  test.each(['Basic YWxpY2U6YWxpY2U=', 'Bearerx abc', ''])('"%s" is not a bearer token', async (value) => {
    expectChallenge(await api('/shopping/items', { headers: ['Authorization', value] }));
  });

  test.each(['Bearer', 'Bearer a b', 'Bearer a,b', 'Bearer "a"'])('"%s" is malformed', async (value) => {
    const answer = await api('/shopping/items', { headers: ['Authorization', value] });
    expectRefusal(answer, 400, 'invalid_request', malformed);
  });

  test('two headers are rejected even if both are valid', async () => {
    const header = ['Authorization', `Bearer ${await issuer.token()}`];
    const answer = await api('/shopping/items', { headers: [...header, ...header] });
    expectRefusal(answer, 400, 'invalid_request', malformed);
  });

  test('a token in the URL is ignored', async () => {
    expectChallenge(await api(`/shopping/items?access_token=${await issuer.token()}`));
  });

  test('a token in the body is ignored', async () => {
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

  test('the permission may be one of several', async () => {
    expect(await read(await issuer.token({ scope: 'read shopping:read x' }))).toMatchObject({ status: 200 });
  });

  test('permission to read does not allow writing', async () => {
    const token = await issuer.token({ scope: 'shopping:read' });
    const answer = await api('/shopping/items', { method: 'POST', token, body: { name: 'Milk' } });
    expectRefusal(answer, 403, 'insufficient_scope', lacks('shopping:write'), 'shopping:write');
  });

  test('a token for another organization is rejected for lack of permission', async () => {
    const aud = `urn:logto:organization:${otherOrganization}`;
    const token = await issuer.token({ aud, scope: 'read:members' });
    const answer = await api(`/organizations/${organization}/members`, { token });
    const description = 'The access token is for another organization';
    expectRefusal(answer, 403, 'insufficient_scope', description, 'read:members');
  });

  test('an expired token for another organization is reported as expired', async () => {
    const aud = `urn:logto:organization:${otherOrganization}`;
    const token = await issuer.token({ aud, scope: 'read:members', exp: now() - 60 });
    const answer = await api(`/organizations/${organization}/members`, { token });
    expectRefusal(answer, 401, 'invalid_token', 'The access token has expired');
  });

  test('an API token with an organization in a claim is not an organization token', async () => {
    const token = await issuer.token({ organization_id: organization, scope: 'read:members' });
    const answer = await api(`/organizations/${organization}/members`, { token });
    expectRefusal(answer, 401, 'invalid_token', 'The access token is for another API');
  });
});

describe('the issuer’s keys', () => {
  const unreachable = {
    status: 503,
    body: {
      error: 'temporarily_unavailable',
      error_description: 'The issuer of the access tokens cannot be reached: try again later',
    },
  };

  test('the keys are fetched once for many tokens', async () => {
    const tokens = await Promise.all([issuer.token(), issuer.token(), issuer.token()]);
    await Promise.all(tokens.map(read));
    await read(tokens[0]);
    expect(issuer.requests()).toBe(1);
  });

  test('after a key rotation, old tokens are accepted until a minute after their key is deleted', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    const before = await issuer.token();
    expect(await read(before)).toMatchObject({ status: 200 });

    await issuer.rotate();
    vi.setSystemTime(Date.now() + 31_000);
    expect(await read(await issuer.token())).toMatchObject({ status: 200 });
    expect(await read(before)).toMatchObject({ status: 200 });

    issuer.deleteOldKeys();
    vi.setSystemTime(Date.now() + 59_000);
    expect(await read(before)).toMatchObject({ status: 200 });
    vi.setSystemTime(Date.now() + 1_000);
    expectRefusal(await read(before), 401, 'invalid_token', unknownKey);
    expect(issuer.requests()).toBe(3);
  });

  test('a token without a key id is rejected when there are several keys', async () => {
    await issuer.rotate();
    const description = 'The access token is not a JWT that can be verified';
    expectRefusal(await read(await issuer.token({}, { kid: undefined })), 401, 'invalid_token', description);
  });

  test('made-up key ids do not make the API fetch the keys again and again', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
    await read(await issuer.token());
    for (const kid of ['a', 'b', 'c']) {
      expectRefusal(await read(await issuer.token({}, { kid })), 401, 'invalid_token', unknownKey);
    }
    expect(issuer.requests()).toBe(1);
  });

  test('tokens that are obviously invalid do not make the API fetch the keys', async () => {
    await read(issuer.unsignedToken());
    await read(await issuer.tokenSignedWithPublicKey());
    await read('opaque');
    expect(issuer.requests()).toBe(0);
  });

  test('while the issuer is down, the API is unavailable and does not judge the token', async () => {
    const token = await issuer.token();
    await issuer.close();
    const answer = await read(token);
    expect(answer).toMatchObject(unreachable);
    expect(answer.headers).not.toHaveProperty('www-authenticate');
  });

  test('while the issuer is down, cached keys still work', async () => {
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

  test('the API stops waiting for an issuer that does not answer', async () => {
    const call = await startApi({ endpoint: issuer.endpoint, issuerTimeout: 50 });
    issuer.answerWith(() => undefined);
    expect(await call('/shopping/items', { token: await issuer.token() })).toMatchObject(unreachable);
  });

  test('an outage is logged without the token', async () => {
    const token = await issuer.token();
    await issuer.close();
    await read(token);
    expect(console.error).toHaveBeenCalledExactlyOnceWith(
      `Cannot fetch the issuer's keys from ${issuer.endpoint}/oidc/jwks: fetch failed (ECONNREFUSED)`,
    );
  });

  test('a rejected token is not logged', async () => {
    await read(await issuer.token({ exp: now() - 60 }));
    expect(console.error).not.toHaveBeenCalled();
  });
});
