import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { startLocalLogto } from './local-logto.ts';
import { differences } from './test/differences.ts';
import { playRecording } from './test/player.ts';
import { recordedPublicTenant } from './test/recorded-public-tenant.ts';

const recordings = readdirSync(new URL('test/recordings/public', import.meta.url)).map((file) =>
  file.replace('.http', ''),
);

const origins: Record<string, string[]> = { 'cors-allowed-origins': ['http://localhost:9999'] };

test.each(recordings)(
  'a single-page app is answered as by the recorded Logto 1.42 in %s, except for the listed differences',
  async (recording) => {
    const localLogto = await startLocalLogto({
      tenant: recordedPublicTenant(origins[recording]),
      port: 0,
      control: true,
    });
    const file = `public/${recording}`;
    const listed = differences.filter(({ at }) => at.startsWith(`${file}:`)).map(({ at }) => at);
    expect(await playRecording(file, localLogto)).toEqual(listed);
    await localLogto.close();
  },
);
