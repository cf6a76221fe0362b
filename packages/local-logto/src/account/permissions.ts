import type { AccountCenter } from '@repo/tenant';
import { demand } from '../api-error.ts';
import type { Account } from '../directory.ts';
import type { Call } from './call.ts';
import type { Proof, VerificationRecord } from './verification-records.ts';

type Control = keyof AccountCenter['fields'];

/** A part of an account: the setting of the account center and the scope that it needs. */
type Field = { control?: Control; scope?: string; read: (call: Call) => unknown };

const hasSecurityVerificationMethod = ({ account, directory }: Call): boolean =>
  directory.usesPassword(account) || Boolean(account.primaryEmail ?? account.primaryPhone);

const profileOf = ({ account, scopes }: Call): Account['profile'] => {
  const { address, ...profile } = account.profile ?? {};
  return address && scopes.has('address') ? { ...profile, address } : profile;
};

/** Everything that the Account API says about a user. */
export const fields = {
  id: { read: ({ account }) => account.id },
  username: { control: 'username', scope: 'profile', read: ({ account }) => account.username ?? null },
  primaryEmail: { control: 'email', scope: 'email', read: ({ account }) => account.primaryEmail ?? null },
  primaryPhone: { control: 'phone', scope: 'phone', read: ({ account }) => account.primaryPhone ?? null },
  name: { control: 'name', scope: 'profile', read: ({ account }) => account.name ?? null },
  avatar: { control: 'avatar', scope: 'profile', read: ({ account }) => account.avatar ?? null },
  customData: {
    control: 'customData',
    scope: 'custom_data',
    read: ({ account }) => account.customData ?? {},
  },
  identities: { control: 'social', scope: 'identities', read: ({ account }) => account.identities },
  lastSignInAt: { scope: 'profile', read: ({ account }) => account.lastSignInAt ?? null },
  createdAt: { scope: 'profile', read: ({ account }) => account.createdAt },
  updatedAt: { scope: 'profile', read: ({ account }) => account.updatedAt },
  profile: { control: 'profile', scope: 'profile', read: profileOf },
  applicationId: { scope: 'profile', read: ({ account }) => account.applicationId ?? null },
  isSuspended: { scope: 'profile', read: () => false },
  hasPassword: {
    control: 'password',
    scope: 'profile',
    read: ({ account, directory }) => directory.usesPassword(account),
  },
  hasSecurityVerificationMethod: { read: hasSecurityVerificationMethod },
} satisfies Record<string, Field>;

const settingOf = ({ directory }: Call, control: Control) =>
  directory.tenant.accountCenter.fields[control] ?? 'Off';

/** The user as far as the account center and the token's scopes allow. */
export const readAccount = (call: Call): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries<Field>(fields)
      .filter(
        ([, { control, scope }]) =>
          (!control || settingOf(call, control) !== 'Off') && (!scope || call.scopes.has(scope)),
      )
      .map(([key, { read }]) => [key, read(call)]),
  );

/** @throws ApiError if the account center does not show a field. */
export const demandVisible = (call: Call, control: Control): void =>
  demand(settingOf(call, control) !== 'Off', 400, 'account_center.field_not_enabled');

/** @throws ApiError if the account center does not let users edit a field, or the token lacks the scope. */
export const demandEdit = (call: Call, control: Control, scope?: string, status = 400): void => {
  demand(settingOf(call, control) === 'Edit', 400, 'account_center.field_not_editable');
  demand(!scope || call.scopes.has(scope), status, 'auth.unauthorized');
};

/**
 * Demands a record, in the header `logto-verification-id`, that the user has verified who they are. Users who have nothing
 * to verify it with need none.
 *
 * @throws ApiError with status 401 if the record is missing, expired, of another user, or does not show an identity.
 */
export const demandVerification = (call: Call): void => {
  if (!hasSecurityVerificationMethod(call)) return;
  const record = call.verifications.find(call.verificationId);
  const isValid = record?.isVerified && record.isIdentity && record.accountId === call.account.id;
  demand(isValid, 401, 'verification_record.permission_denied');
};

/** A record with this type of proof. */
type RecordOf<Type extends Proof['type']> = VerificationRecord & { proof: Extract<Proof, { type: Type }> };

const isOfType = <Type extends Proof['type']>(
  record: VerificationRecord | undefined,
  type: Type,
): record is RecordOf<Type> => record?.proof.type === type;

/**
 * Finds a record by the id in a body.
 *
 * @throws ApiError with status 400 if there is none of this type.
 */
export const findRecord = <Type extends Proof['type']>(
  call: Call,
  id: string,
  type: Type,
): RecordOf<Type> => {
  const record = call.verifications.find(id);
  demand(isOfType(record, type), 400, 'verification_record.not_found');
  return record;
};

/**
 * Demands that an account can still be signed in to after a change.
 *
 * @throws ApiError if the user would have neither identifier nor social account left.
 */
export const demandSignInMethod = (
  account: Account,
  change: Partial<Pick<Account, 'username' | 'primaryEmail' | 'primaryPhone' | 'identities'>>,
): void => {
  const { username, primaryEmail, primaryPhone, identities } = { ...account, ...change };
  const isReachable = username || primaryEmail || primaryPhone || Object.keys(identities).length > 0;
  demand(isReachable, 400, 'user.last_sign_in_method_required');
};
