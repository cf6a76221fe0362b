import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalLogto, startLocalLogto } from './local-logto.ts';
import { differences } from './test/differences.ts';
import { compareScreens, playRecording } from './test/player.ts';
import { recordedTenant } from './test/recorded-tenant.ts';

const recordings = readdirSync(new URL('test/recordings', import.meta.url))
  .filter((file) => file.endsWith('.http'))
  .map((file) => file.replace('.http', ''));

describe('the local Logto answers as the recorded Logto 1.42 does', () => {
  let localLogto: LocalLogto;
  beforeAll(async () => {
    localLogto = await startLocalLogto({ tenant: recordedTenant, port: 0 });
  });
  afterAll(() => localLogto.close());

  test.each(recordings)('in %s, except for the listed differences', async (recording) => {
    const listed = differences.filter(({ at }) => at.startsWith(`${recording}:`)).map(({ at }) => at);
    expect(new Set(await playRecording(recording, localLogto))).toEqual(new Set(listed));
  });

  test('in the fields and buttons of its screens, except for the listed differences', async () => {
    const listed = differences.filter(({ at }) => at.startsWith('screens:')).map(({ at }) => at);
    expect(await compareScreens(localLogto)).toEqual(listed);
  });
});
