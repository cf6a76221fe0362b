import { readdirSync } from 'node:fs';
import type { TenantInput } from '@repo/tenant';
import { expect, test } from 'vitest';
import { startLocalLogto } from './local-logto.ts';
import { differences } from './test/differences.ts';
import { playRecording } from './test/player.ts';
import { recordedConnectedTenant } from './test/recorded-connected-tenant.ts';

const recordings = readdirSync(new URL('test/recordings/connectors', import.meta.url)).map((file) =>
  file.replace('.http', ''),
);

const withoutUsername = { socialSignIn: { skipRequiredIdentifiers: true } };
const byPhone = { signUp: { identifiers: ['phone' as const], password: false } };

/** The settings of the recorded Logto that differ from recording to recording. */
const settings: Record<string, TenantInput['signInExperience']> = {
  'direct-sign-in': withoutUsername,
  'phone-register': byPhone,
  'phone-register-known': byPhone,
  'phone-sign-up-from-sign-in': byPhone,
  'social-missing-phone': byPhone,
  'social-registration-off': { signInMode: 'SignIn' },
  'social-sign-in': withoutUsername,
  'social-unverified-email': withoutUsername,
  'social-without-email': withoutUsername,
};

test.each(recordings)(
  'with connectors it answers as the recorded Logto 1.42 in %s, except for the listed differences',
  async (recording) => {
    const tenant = recordedConnectedTenant(settings[recording]);
    const localLogto = await startLocalLogto({ tenant, port: 0, control: true });
    const file = `connectors/${recording}`;
    const listed = differences.filter(({ at }) => at.startsWith(`${file}:`)).map(({ at }) => at);
    expect(await playRecording(file, localLogto)).toEqual(listed);
    await localLogto.close();
  },
);
