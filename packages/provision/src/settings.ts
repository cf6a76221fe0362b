import { isDeepStrictEqual } from 'node:util';
import type { Tenant } from '@repo/tenant';
import { CommandError } from './command-error.ts';
import { sameSet } from './definition.ts';
import type { ManagementApi } from './management-api.ts';
import type { Basis } from './plan-objects.ts';
import type { ProvisionRecord, SettingName } from './record.ts';
import type { Snapshot } from './snapshot.ts';
import type { Step } from './step.ts';

// Values from Logto or from the record are written back unchanged, so their types do not matter.
type Values = Record<string, unknown>;

type Setting = {
  name: SettingName;
  read: (snapshot: Snapshot) => Values;
  wanted: (tenant: Tenant) => Values;
  isSame: (one: unknown, other: unknown) => boolean;
  write: (api: ManagementApi, values: Values) => Promise<unknown>;
};

/** Logto asks new users for the first identifier, then for the others. A phone number is confirmed by a code. */
const signUpOf = ({ identifiers, password }: Tenant['signInExperience']['signUp']) => {
  const [first, ...others] = identifiers;
  const secondaryIdentifiers = others.map((identifier) => ({ identifier, verify: identifier === 'phone' }));
  return {
    identifiers: first ? [first] : [],
    password,
    verify: first === 'phone',
    ...(others.length > 0 && { secondaryIdentifiers }),
  };
};

const signInExperience: Setting = {
  name: 'sign-in experience',
  read: ({ signInExperience: present }) => ({
    signInMode: present.signInMode,
    signUp: present.signUp,
    signIn: present.signIn,
    passwordPolicy: present.passwordPolicy,
    forgotPasswordMethods: present.forgotPasswordMethods,
    verificationCodePolicy: present.verificationCodePolicy,
    socialSignIn: present.socialSignIn,
    socialSignInConnectorTargets: present.socialSignInConnectorTargets,
    unknownSessionRedirectUrl: present.unknownSessionRedirectUrl,
  }),
  wanted: ({ signInExperience: { signUp, passwordPolicy, unknownSessionRedirectUrl, ...experience } }) => ({
    ...experience,
    unknownSessionRedirectUrl: unknownSessionRedirectUrl ?? null,
    signUp: signUpOf(signUp),
    passwordPolicy: {
      length: { min: passwordPolicy.minimumLength, max: 256 },
      characterTypes: { min: 1 },
      // Only the length matters here. To check for leaked passwords, Logto would call an external service.
      rejects: { pwned: false, repetitionAndSequence: false, userInfo: false, words: [] },
    },
  }),
  isSame: isDeepStrictEqual,
  write: (api, values) => api.PATCH('/api/sign-in-exp', { body: values }),
};

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const idTokenClaims: Setting = {
  name: 'ID-token claims',
  read: ({ idToken: { enabledExtendedClaims } }) => ({ enabledExtendedClaims }),
  wanted: ({ idTokenClaims: enabledExtendedClaims }) => ({ enabledExtendedClaims }),
  isSame: (one, other) => sameSet(strings(one), strings(other)),
  write: (api, values) => api.PUT('/api/configs/id-token', { body: values }),
};

const accountCenter: Setting = {
  name: 'account center',
  read: ({ accountCenter: { enabled, fields } }) => ({ enabled, fields }),
  wanted: (tenant) => tenant.accountCenter,
  isSame: isDeepStrictEqual,
  write: (api, values) => api.PATCH('/api/account-center', { body: values }),
};

const settings = [signInExperience, idTokenClaims, accountCenter];

const differences = ({ isSame }: Setting, one: Values, other: Values, keys = Object.keys(other)): string[] =>
  keys.filter((key) => !isSame(one[key], other[key]));

/** Why Logto refuses values, as an error code; undefined if it took them. */
const refusalOf = async (written: Promise<unknown>): Promise<string | undefined> => {
  try {
    await written;
    return undefined;
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    const isRefusal = error.status === 400 || error.status === 422;
    if (!isRefusal || !error.code) throw error;
    return error.code;
  }
};

/**
 * Restores the settings, except those that somebody has changed since, and values that Logto no longer takes, such as a
 * sign-in method whose connector is gone.
 *
 * @returns One line for each setting that was restored (`~`) or not (`=`), and whether all of them were.
 */
export const restoreSettings = async (api: ManagementApi, snapshot: Snapshot, record: ProvisionRecord) => {
  const restored: string[] = [];
  const kept: string[] = [];
  for (const setting of settings) {
    const { name, isSame, read, write } = setting;
    const known = record.setting(name);
    if (!known) continue;
    const { before, after, earlier = after } = known;
    // A value that was absent before has no key in `before`.
    const keys = Object.keys(after);
    const now = read(snapshot);
    const changed = differences(setting, now, before, keys);
    if (changed.length === 0) continue;
    // An interrupted run may have left values of each.
    if (!keys.every((key) => [after, earlier, before].some((made) => isSame(now[key], made[key])))) {
      kept.push(`= setting ${name}: changed since, not restored`);
    } else if (!(await refusalOf(write(api, before)))) {
      restored.push(`~ setting ${name}: ${changed.join(', ')}`);
    } else {
      for (const key of changed) {
        const refusal = await refusalOf(write(api, { [key]: before[key] }));
        if (!refusal) restored.push(`~ setting ${name}: ${key}`);
        else
          kept.push(
            `= setting ${name}: Logto refuses the former ${key} (${refusal}), so restore it in Console. It was ${JSON.stringify(before[key])}`,
          );
      }
    }
  }
  return { lines: [...restored, ...kept], isComplete: kept.length === 0 };
};

/** Plans changes to the tenant's settings. The record keeps the old values. */
export const planSettings = ({ tenant, snapshot }: Basis): Step[] =>
  settings.map((setting) => {
    const before = setting.read(snapshot);
    const after = setting.wanted(tenant);
    const changed = differences(setting, before, after);
    return {
      action: changed.length > 0 ? 'change' : 'leave',
      kind: 'setting',
      name: setting.name,
      differences: changed,
      announce: (record) => record.change(setting.name, before, after),
      run: async ({ api }) => {
        if (changed.length > 0) await setting.write(api, after);
      },
    };
  });
