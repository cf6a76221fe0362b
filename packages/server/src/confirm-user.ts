import { type AccountApi, fieldOf } from './account-api.ts';
import type { ApiAnswer } from './call-api.ts';

/** The response without the id of the verification record, which stays on the server. */
export const withoutRecordId = (answer: ApiAnswer): ApiAnswer => {
  const expiresAt = fieldOf(answer.body, 'expiresAt');
  return answer.status < 400 ? { ...answer, body: { expiresAt } } : answer;
};

/**
 * Confirms by password that the user is still the one who signed in.
 *
 * @returns Logto's response for display, and the id of the verification record, which Logto accepts for ten minutes.
 */
export const confirmByPassword = async (
  account: AccountApi,
  password: string,
): Promise<{ answer: ApiAnswer; step?: { id: string } }> => {
  const answer = await account('POST /api/verifications/password', { body: { password } });
  const id = fieldOf(answer.body, 'verificationRecordId');
  return { answer: withoutRecordId(answer), ...(typeof id === 'string' && { step: { id } }) };
};
