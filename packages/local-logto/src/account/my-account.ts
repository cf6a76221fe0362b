import { z } from 'zod/v3';
import { ApiError, demand } from '../api-error.ts';
import type { Account, AccountChange } from '../directory.ts';
import { type Call, type Handler, noContent } from './call.ts';
import {
  demandEdit,
  demandSignInMethod,
  demandVerification,
  fields,
  findRecord,
  readAccount,
} from './permissions.ts';

/** `GET /api/my-account` */
export const getAccount: Handler = (call) => ({ status: 200, body: readAccount(call) });

const username = z
  .string()
  .regex(/^[A-Za-z_]\w*$/)
  .max(128);

const editable = z.object({
  name: z.string().max(128).nullable().optional(),
  avatar: z.string().url().nullable().optional(),
  username: username.nullable().optional(),
  customData: z.record(z.unknown()).optional(),
});

const editableKeys = ['name', 'avatar', 'username', 'customData'] as const;

/** `PATCH /api/my-account`: a username needs verification. The custom data is replaced as a whole. */
export const patchAccount: Handler = (call) => {
  const body = call.read(editable);
  const keys = editableKeys.filter((key) => body[key] !== undefined);
  for (const key of keys) demandEdit(call, fields[key].control, fields[key].scope);
  demand(keys.length > 0, 422, 'entity.invalid_input');

  const { account, directory } = call;
  if (body.username !== undefined) {
    demandVerification(call);
    demandSignInMethod(account, { username: body.username ?? undefined });
    const owner = directory.find({ type: 'username', value: body.username ?? '' });
    demand(!owner || owner === account, 422, 'user.username_already_in_use');
  }
  const change = Object.fromEntries(keys.map((key) => [key, body[key] ?? undefined]));
  directory.update(account, change);
  return getAccount(call);
};

const text = z.string().optional();
const profileBody = z.object({
  familyName: text,
  givenName: text,
  middleName: text,
  nickname: text,
  preferredUsername: text,
  profile: text,
  website: text,
  gender: text,
  birthdate: text,
  zoneinfo: text,
  locale: text,
  address: z
    .object({
      formatted: text,
      streetAddress: text,
      locality: text,
      region: text,
      postalCode: text,
      country: text,
    })
    .optional(),
});

/** `PATCH /api/my-account/profile`: adds to the profile. */
export const patchProfile: Handler = (call) => {
  const body = call.read(profileBody);
  demandEdit(call, 'profile', 'profile');
  if (body.address) demandEdit(call, 'profile', 'address');
  call.directory.update(call.account, { profile: { ...call.account.profile, ...body } });
  return { status: 200, body: fields.profile.read(call) };
};

const rejected = (code: string, interpolation: Record<string, number>) =>
  new ApiError(422, 'password.rejected', {
    data: [{ code: `password_rejected.${code}`, interpolation }],
  });

/** `POST /api/my-account/password`: sessions and tokens stay. */
export const setPassword: Handler = (call) => {
  const { password } = call.read(z.object({ password: z.string().min(1) }));
  demandEdit(call, 'password');
  demandVerification(call);
  const { account, directory } = call;
  const { minimumLength } = directory.tenant.signInExperience.passwordPolicy;
  if (password.length < minimumLength) throw rejected('too_short', { min: minimumLength });
  if (password.length > 256) throw rejected('too_long', { max: 256 });
  demand(!directory.hasPassword(account, password), 422, 'user.same_password');
  directory.setPassword(account, password);
  return noContent;
};

/** An identifier of a user that needs a code. */
type CodeIdentifier = { type: 'email' | 'phone'; key: 'primaryEmail' | 'primaryPhone' };

const change = ({ key }: CodeIdentifier, value: string | undefined): AccountChange => ({ [key]: value });

const setIdentifier =
  (identifier: CodeIdentifier, read: (call: Call) => { value: string; recordId: string }): Handler =>
  (call) => {
    const { type } = identifier;
    const { value, recordId } = read(call);
    demandEdit(call, type, type);
    demandVerification(call);
    const { account, directory } = call;
    const { isVerified, accountId, proof } = findRecord(call, recordId, 'code');
    const isTheirs = isVerified && accountId === account.id;
    const isSame = proof.identifier.type === type && proof.identifier.value === value;
    demand(isTheirs && isSame, 400, 'verification_record.not_found');
    const owner: Account | undefined = directory.find({ type, value });
    demand(!owner || owner === account, 422, `user.${type}_already_in_use`);
    directory.update(account, change(identifier, value));
    return noContent;
  };

const removeIdentifier =
  (identifier: CodeIdentifier): Handler =>
  (call) => {
    demandEdit(call, identifier.type, identifier.type);
    demandVerification(call);
    demandSignInMethod(call.account, change(identifier, undefined));
    call.directory.update(call.account, change(identifier, undefined));
    return noContent;
  };

const email: CodeIdentifier = { type: 'email', key: 'primaryEmail' };
const phone: CodeIdentifier = { type: 'phone', key: 'primaryPhone' };
const newRecord = { newIdentifierVerificationRecordId: z.string() };

/** `POST /api/my-account/primary-email`: needs two records, as a phone does. */
export const setEmail = setIdentifier(email, ({ read }) => {
  const body = read(z.object({ email: z.string().email(), ...newRecord }));
  return { value: body.email, recordId: body.newIdentifierVerificationRecordId };
});

/** `POST /api/my-account/primary-phone`: needs a record of who the user is, and one of the number. */
export const setPhone = setIdentifier(phone, ({ read }) => {
  const body = read(z.object({ phone: z.string().regex(/^\d+$/), ...newRecord }));
  return { value: body.phone, recordId: body.newIdentifierVerificationRecordId };
});

/** `DELETE /api/my-account/primary-email` */
export const removeEmail = removeIdentifier(email);

/** `DELETE /api/my-account/primary-phone` */
export const removePhone = removeIdentifier(phone);
