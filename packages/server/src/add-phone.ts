import { type AccountApi, fieldOf } from './account-api.ts';
import type { ApiAnswer } from './call-api.ts';
import { withoutRecordId } from './confirm-user.ts';

/** Logto wants digits only: "+1 (202) 555-0123" and "001 202 555 0123" are 12025550123. */
const digitsOf = (phone: string) => phone.replaceAll(/\D/g, '').replace(/^00/, '');

/**
 * Has Logto send a code to a phone number that the user wants to add.
 *
 * @param typed The number as people type it, with its country code.
 * @returns Logto's response for display, and what `addPhone` needs.
 */
export const sendPhoneCode = async (
  account: AccountApi,
  typed: string,
): Promise<{ answer: ApiAnswer; step?: { phone: string; id: string } }> => {
  const phone = digitsOf(typed);
  const answer = await account('POST /api/verifications/verification-code', {
    body: { identifier: { type: 'phone', value: phone } },
  });
  const id = fieldOf(answer.body, 'verificationRecordId');
  return { answer: withoutRecordId(answer), ...(typeof id === 'string' && { step: { phone, id } }) };
};

// Logto has no record of this id, and says so.
const noRecord = 'none';

/**
 * Makes a phone number the user's own, with two verification records: one says that the number is theirs, the other who
 * they are.
 *
 * @param phone The number that the user has a code for, as the page says.
 * @param step What `sendPhoneCode` returned for this user, or an empty object if it is no longer known.
 * @param code The code as people type it.
 * @returns Logto's last response.
 */
export const addPhone = async (
  account: AccountApi,
  {
    phone: shown,
    step: { phone = digitsOf(shown), id = noRecord },
    code,
    verificationId,
  }: {
    phone: string;
    step: { phone?: string | undefined; id?: string | undefined };
    code: string;
    verificationId: string | undefined;
  },
): Promise<ApiAnswer> => {
  const add = () =>
    account('POST /api/my-account/primary-phone', {
      body: { phone, newIdentifierVerificationRecordId: id },
      verificationId,
    });
  // Logto refuses this without using up the code.
  if (!verificationId) return add();

  const verified = await account('POST /api/verifications/verification-code/verify', {
    body: {
      identifier: { type: 'phone', value: phone },
      verificationId: id,
      code: code.replaceAll(/\D/g, ''),
    },
  });
  return verified.status === 200 ? add() : verified;
};
