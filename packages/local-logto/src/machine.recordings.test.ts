import { readdirSync } from 'node:fs';
import type { Tenant } from '@repo/tenant';
import { expect, test } from 'vitest';
import { startLocalLogto } from './local-logto.ts';
import { differences } from './test/differences.ts';
import { playRecording } from './test/player.ts';
import { recordedMachineTenant, recordedManagementTenant } from './test/recorded-machine-tenant.ts';

const recordingsIn = (folder: string) =>
  readdirSync(new URL(`test/recordings/${folder}`, import.meta.url)).map(
    (file) => `${folder}/${file.replace('.http', '')}`,
  );

const differencesIn = async (recording: string, tenant: Tenant) => {
  const localLogto = await startLocalLogto({ tenant, port: 0 });
  const found = await playRecording(recording, localLogto);
  await localLogto.close();
  return found;
};

const listed = (recording: string) =>
  differences.filter(({ at }) => at.startsWith(`${recording}:`)).map(({ at }) => at);

const roles = ['shopping-robot'];

const held: Record<string, Parameters<typeof recordedMachineTenant>[0]> = {
  'machine/with-a-role': { roles },
  'machine/management-api': { roles: [...roles, 'Logto Management API access'] },
  'machine/not-in-the-organization': { roles },
  'machine/in-the-organization': { roles, organizations: ['Acme'] },
};

test.each(recordingsIn('machine'))(
  'an application without a user is answered as by the recorded Logto 1.42 in %s, except for the listed differences',
  async (recording) => {
    const tenant = recordedMachineTenant(held[recording]);
    expect(await differencesIn(recording, tenant)).toEqual(listed(recording));
  },
);

const changed: Record<string, Parameters<typeof recordedManagementTenant>[0]> = {
  'management/organizations': {
    name: 'Rec User 2',
    avatar: 'https://example.com/rec2.png',
    customData: { other: 1, seats: 3 },
    profile: { nickname: 'R3', website: 'https://rec.example.com' },
  },
};

test.each(recordingsIn('management'))(
  'the Management API answers as the recorded one in %s, except for the listed differences',
  async (recording) => {
    const tenant = recordedManagementTenant(changed[recording] ?? {});
    expect(await differencesIn(recording, tenant)).toEqual(listed(recording));
  },
);
