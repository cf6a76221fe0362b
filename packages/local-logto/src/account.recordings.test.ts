import { readdirSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { createControlClient } from './control/control-client.ts';
import { startLocalLogto } from './local-logto.ts';
import { differences } from './test/differences.ts';
import { playRecording } from './test/player.ts';
import { recordedAccountTenant } from './test/recorded-account-tenant.ts';

const recordings = readdirSync(new URL('test/recordings/account', import.meta.url)).map((file) =>
  file.replace('.http', ''),
);

// The provider of the recordings issued refresh tokens to everybody, this one only for `offline_access`.
const withRefreshToken = {
  scope: 'openid profile email offline_access',
  authRequestOptionalConfig: { prompt: 'consent' },
};

/** The settings of the recorded Logto that differ from recording to recording. */
const variants: Record<string, Parameters<typeof recordedAccountTenant>[0]> = {
  'my-account': { hasProfile: false },
  off: { accountCenter: { enabled: false, fields: {} } },
  'no-fields': { accountCenter: { enabled: true, fields: {} } },
  'read-only': { accountCenter: { enabled: true, fields: { name: 'ReadOnly', avatar: 'Off' } } },
  'stored-tokens': { vault: { ...withRefreshToken, tokenEndpointAuthMethod: 'client_secret_basic' } },
  'stored-tokens-no-auth-method': { vault: withRefreshToken },
};

test.each(recordings)(
  'the Account API answers as the recorded Logto 1.42 in %s, except for the listed differences',
  async (recording) => {
    const reported: unknown[] = [];
    const localLogto = await startLocalLogto({
      tenant: recordedAccountTenant(variants[recording]),
      port: 0,
      control: true,
      report: (error) => reported.push(error),
    });
    onTestFinished(async () => {
      await createControlClient(localLogto.endpoint).behave();
      await localLogto.close();
    });
    const file = `account/${recording}`;
    const listed = differences.filter(({ at }) => at.startsWith(`${file}:`)).map(({ at }) => at);
    expect(await playRecording(file, localLogto)).toEqual(listed);
  },
);
