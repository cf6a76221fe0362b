import { isDeepStrictEqual } from 'node:util';
import type { Tenant } from '@repo/tenant';
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

const signInExperience: Setting = {
  name: 'sign-in experience',
  read: ({ signInExperience: { signInMode, signUp, signIn, passwordPolicy } }) => ({
    signInMode,
    signUp,
    signIn,
    passwordPolicy,
  }),
  wanted: ({ signInExperience: { signInMode, signInIdentifiers, passwordPolicy } }) => ({
    signInMode,
    signUp: { identifiers: ['username'], password: true, verify: false },
    signIn: {
      methods: signInIdentifiers.map((identifier) => ({
        identifier,
        password: true,
        verificationCode: false,
        isPasswordPrimary: true,
      })),
    },
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

const settings = [signInExperience, idTokenClaims];

const differences = ({ isSame }: Setting, one: Values, other: Values, keys = Object.keys(other)): string[] =>
  keys.filter((key) => !isSame(one[key], other[key]));

/** Restores the settings, except those that somebody has changed since. Returns the names of those. */
export const restoreSettings = async (api: ManagementApi, snapshot: Snapshot, record: ProvisionRecord) => {
  const kept: SettingName[] = [];
  for (const setting of settings) {
    const known = record.setting(setting.name);
    if (!known) continue;
    const { before, after, earlier = after } = known;
    // A value that was absent before has no key in `before`.
    const keys = Object.keys(after);
    const now = setting.read(snapshot);
    if (differences(setting, now, before, keys).length === 0) continue;
    const isOurs = [after, earlier].some((made) => differences(setting, now, made, keys).length === 0);
    if (isOurs) await setting.write(api, before);
    else kept.push(setting.name);
  }
  return kept;
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
