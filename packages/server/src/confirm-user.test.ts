import { expect, test } from 'vitest';
import { confirmByPassword } from './confirm-user.ts';
import { createAccount } from './test/account.ts';

const request = 'POST /api/verifications/password';

test('the right password gives the id of a record, which is not shown', async () => {
  const { account, asked } = createAccount({
    [request]: { status: 201, body: { verificationRecordId: 'record', expiresAt: 'soon' } },
  });

  expect(await confirmByPassword(account, 'secret')).toEqual({
    answer: expect.objectContaining({ status: 201, body: { expiresAt: 'soon' } }),
    step: { id: 'record' },
  });
  expect(asked).toEqual([[request, { body: { password: 'secret' } }]]);
});

test('a wrong password gives only Logto’s response', async () => {
  const body = { code: 'session.invalid_credentials' };
  const { account } = createAccount({ [request]: { status: 422, body } });

  expect(await confirmByPassword(account, 'wrong')).toEqual({
    answer: expect.objectContaining({ status: 422, body }),
  });
});
