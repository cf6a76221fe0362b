import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalLogto, startLocalLogto } from '../src/index.ts';
import { differences } from './differences.ts';
import { compareScreens, playRecording } from './player.ts';
import { recordedTenant } from './recorded-tenant.ts';

const recordings = readdirSync(new URL('recordings', import.meta.url)).map((file) =>
  file.replace('.http', ''),
);

describe('the local Logto answers as a real Logto 1.42 was recorded to', () => {
  let localLogto: LocalLogto;
  beforeAll(async () => {
    localLogto = await startLocalLogto({ tenant: recordedTenant, port: 0 });
  });
  afterAll(() => localLogto.close());

  test.each(recordings)('in %s, but for the listed differences', async (recording) => {
    const listed = differences.filter(({ at }) => at.startsWith(`${recording}:`)).map(({ at }) => at);
    expect(await playRecording(recording, localLogto)).toEqual(listed);
  });

  test('in the fields and buttons of the screens, but for the listed differences', async () => {
    const listed = differences.filter(({ at }) => at.startsWith('screens:')).map(({ at }) => at);
    expect(await compareScreens(localLogto)).toEqual(listed);
  });
});
