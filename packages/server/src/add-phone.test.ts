import { expect, test } from 'vitest';
import { addPhone, sendPhoneCode } from './add-phone.ts';
import { createAccount } from './test/account.ts';

const send = 'POST /api/verifications/verification-code';
const verify = 'POST /api/verifications/verification-code/verify';
const add = 'POST /api/my-account/primary-phone';
const step = { phone: '12025550123', id: 'of the number' };

test.each(['+1 202 555 0123', '+1 (202) 555-0123', '001 202 555 0123', '12025550123'])(
  'the code for %s goes to the digits of the number, and the id of the record is not shown',
  async (typed) => {
    const { account, asked } = createAccount({
      [send]: { status: 201, body: { verificationRecordId: 'of the number', expiresAt: 'soon' } },
    });

    const sent = await sendPhoneCode(account, typed);

    expect(asked).toEqual([[send, { body: { identifier: { type: 'phone', value: '12025550123' } } }]]);
    expect(sent).toEqual({ answer: expect.objectContaining({ body: { expiresAt: 'soon' } }), step });
  },
);

test('a number that Logto refuses leads to no next step', async () => {
  const { account } = createAccount({ [send]: { status: 400, body: { code: 'guard.invalid_input' } } });

  expect(await sendPhoneCode(account, 'abc')).toEqual({
    answer: expect.objectContaining({ body: { code: 'guard.invalid_input' } }),
  });
});

test('the right code adds the number with both records', async () => {
  const { account, asked } = createAccount({ [verify]: { status: 200 }, [add]: { status: 204 } });

  const answer = await addPhone(account, {
    phone: '',
    step,
    code: ' 123 456 ',
    verificationId: 'of the user',
  });

  expect(answer.status).toBe(204);
  expect(asked).toEqual([
    [
      verify,
      {
        body: {
          identifier: { type: 'phone', value: '12025550123' },
          verificationId: 'of the number',
          code: '123456',
        },
      },
    ],
    [
      add,
      {
        body: { phone: '12025550123', newIdentifierVerificationRecordId: 'of the number' },
        verificationId: 'of the user',
      },
    ],
  ]);
});

test('a wrong code adds nothing', async () => {
  const { account } = createAccount({
    [verify]: { status: 400, body: { code: 'verification_code.code_mismatch' } },
  });

  expect(
    (await addPhone(account, { phone: '', step, code: '1', verificationId: 'of the user' })).status,
  ).toBe(400);
});

test('a user who has not confirmed keeps the code for the next attempt', async () => {
  const { account, asked } = createAccount({ [add]: { status: 401 } });

  expect(
    (await addPhone(account, { phone: '', step, code: '123456', verificationId: undefined })).status,
  ).toBe(401);
  expect(asked).toHaveLength(1);
});

test('a page that is older than its code is told by Logto that there is none', async () => {
  const refusal = { status: 400, body: { code: 'verification_record.not_found' } };
  const { account, asked } = createAccount({ [verify]: refusal });

  await addPhone(account, { phone: '12025550123', step: {}, code: '123456', verificationId: 'of the user' });

  expect(asked).toMatchObject([
    [verify, { body: { identifier: { type: 'phone', value: '12025550123' }, verificationId: 'none' } }],
  ]);
});
