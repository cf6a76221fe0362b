import type { ApiAnswer } from '@repo/server';

/** What the codes of Logto's Account API mean for a user, and those of `finishLinking`. */
const sentences: ReadonlyMap<unknown, string> = new Map([
  ['account_center.not_enabled', 'This Logto does not let users change their account.'],
  ['account_center.field_not_editable', 'This Logto does not let users change this.'],
  ['auth.unauthorized', 'This app has no permission for that at Logto.'],
  ['auth.forbidden', 'This app has no permission for that at Logto.'],
  ['guard.invalid_input', 'Logto cannot read what you have entered. Please check it.'],
  ['request.message_rate_limited', 'This number has received too many messages. Please try again later.'],
  ['session.invalid_credentials', 'This is not your password.'],
  ['user.identity_already_in_use', 'This account is already linked to somebody.'],
  ['user.last_sign_in_method_required', 'You would have no way left to sign in.'],
  ['user.phone_already_in_use', 'This number belongs to somebody else.'],
  ['verification_code.code_mismatch', 'This code is not the one that was sent.'],
  ['verification_code.expired', 'This code has expired. Please send another one.'],
  ['verification_code.exceed_max_try', 'There were too many wrong codes. Please send another one.'],
  ['verification_code.not_found', 'This code has been used. Please send another one.'],
  ['verification_record.not_found', 'There is no code for this number. Please send one first.'],
  ['verification_record.permission_denied', 'Please confirm that it is you first.'],
  ['secrets.third_party_token_set.token_not_found', 'Logto has no access token from this provider.'],
  [
    'secrets.third_party_token_set.access_token_expired',
    'The access token has expired. Please unlink the account and link it again.',
  ],
  ['link.declined', 'You did not allow it, so the account is not linked.'],
  ['link.foreign', 'This link was not started here, so the account is not linked. Please try again.'],
  ['link.failed', 'The account could not be linked. Please try again.'],
]);

/** Says in a sentence why something was refused. Undefined for a code that it does not know. */
export const sentenceOf = (code: unknown): string | undefined => sentences.get(code);

/** Says in a sentence why an API refused a call, if it is known. */
export const refusalSentence = ({ status, body }: ApiAnswer): string | undefined =>
  status >= 400 && typeof body === 'object' && body !== null && 'code' in body
    ? sentenceOf(body.code)
    : undefined;
