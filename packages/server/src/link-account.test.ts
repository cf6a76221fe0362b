import { describe, expect, test } from 'vitest';
import { finishLinking, startLinking } from './link-account.ts';
import { createAccount } from './test/account.ts';

const begin = 'POST /api/verifications/social';
const verify = 'POST /api/verifications/social/verify';
const link = 'POST /api/my-account/identities';
const redirectUri = 'https://app.example.com/back';

describe('to start', () => {
  test('leads to the provider, with a state that nobody can guess', async () => {
    const authorizationUri = 'https://id.example.com/auth?client_id=logto';
    const { account, asked } = createAccount({
      [begin]: { status: 201, body: { verificationRecordId: 'record', authorizationUri } },
    });

    const { url, step } = await startLinking(account, { connectorId: 'demo', redirectUri });

    expect(url).toBe(authorizationUri);
    expect(step).toEqual({ id: 'record', state: expect.stringMatching(/^[\da-f-]{36}$/) });
    expect(asked).toEqual([[begin, { body: { connectorId: 'demo', redirectUri, state: step?.state } }]]);
  });

  test.each([
    [{ status: 422, body: { code: 'session.invalid_connector_id' } }, 'session.invalid_connector_id'],
    [
      { status: 201, body: { verificationRecordId: 'record', authorizationUri: 'javascript:alert(1)' } },
      'link.failed',
    ],
  ])('is refused: %j', async (answer, refusal) => {
    const { account } = createAccount({ [begin]: answer });

    expect(await startLinking(account, { connectorId: 'demo', redirectUri })).toEqual({ refusal });
  });
});

describe('to finish', () => {
  const finish = (
    answers: Parameters<typeof createAccount>[0],
    query: Record<string, string>,
    step: { state?: string; id?: string } = { state: 'mine', id: 'record' },
  ) => {
    const { account, asked } = createAccount(answers);
    const parameters = {
      query: new URLSearchParams(query),
      step,
      redirectUri,
      verificationId: 'of the user',
    };
    return finishLinking(account, parameters).then((failure) => ({ failure, asked }));
  };
  const returned = { code: 'c', state: 'mine', iss: 'https://id.example.com' };

  test('links the account with all that the provider returned', async () => {
    expect(await finish({ [verify]: { status: 200 }, [link]: { status: 204 } }, returned)).toEqual({
      failure: undefined,
      asked: [
        [verify, { body: { connectorData: { ...returned, redirectUri }, verificationRecordId: 'record' } }],
        [link, { body: { newIdentifierVerificationRecordId: 'record' }, verificationId: 'of the user' }],
      ],
    });
  });

  test.each([
    ['of somebody else', { ...returned, state: 'other' }, undefined],
    ['that this user has not started', returned, {}],
    ['without a state, if none was started', { code: 'c' }, {}],
    ['with an empty state, if none was started', { code: 'c', state: '' }, { state: '' }],
  ])('asks Logto nothing for a callback %s', async (_whose, query, step) => {
    expect(await finish({}, query, step)).toEqual({ failure: 'link.foreign', asked: [] });
  });

  test.each([
    ['access_denied', 'link.declined'],
    ['server_error', 'link.failed'],
  ])('tells the error %s of the provider', async (error, failure) => {
    expect(await finish({}, { error, state: 'mine' })).toEqual({ failure, asked: [] });
  });

  test('fails if the provider refuses the code', async () => {
    expect((await finish({ [verify]: { status: 500 } }, returned)).failure).toBe('link.failed');
  });

  test('tells why Logto refuses the account', async () => {
    const taken = { status: 422, body: { code: 'user.identity_already_in_use' } };

    expect((await finish({ [verify]: { status: 200 }, [link]: taken }, returned)).failure).toBe(
      'user.identity_already_in_use',
    );
  });
});
