import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLocalLogto } from './local-logto.ts';
import { differences } from './test/differences.ts';
import { playRecording } from './test/player.ts';
import { type Receiver, startReceiver } from './test/receiver.ts';
import { type RecordedChange, recordedSessionsTenant } from './test/recorded-sessions-tenant.ts';

const recordings = readdirSync(new URL('test/recordings/sessions', import.meta.url)).map((file) =>
  file.replace('.http', ''),
);

const withRedirectUris = (...redirectUris: string[]): RecordedChange => ({ application: { redirectUris } });

const changes: Record<string, RecordedChange> = {
  'logout-token-without-sid': { application: { backchannelLogoutSessionRequired: false } },
  'unknown-session-redirect': {
    signInExperience: { unknownSessionRedirectUrl: 'http://localhost:3504/lost' },
  },
  'wildcard-host': withRedirectUris('http://*.app.localhost:3504/callback'),
  'wildcard-part-of-a-label': withRedirectUris('http://app-*.example.com/callback'),
  'wildcard-two-labels': withRedirectUris('http://*.localhost:3504/callback'),
  'wildcard-path': withRedirectUris('http://localhost:3504/*/callback'),
  'wildcard-beside-a-literal': withRedirectUris(
    'http://localhost:3504/callback',
    'http://*.app.localhost:3504/callback',
  ),
  'wildcard-too-broad': withRedirectUris(
    'http://*.com/callback',
    'https://example.*/callback',
    'http://localhost:3504/callback',
  ),
  'wildcard-with-a-fragment': withRedirectUris(
    'http://localhost:3504/callback',
    'http://localhost:3504/cb#frag',
  ),
};

let receiver: Receiver;
beforeAll(async () => {
  receiver = await startReceiver();
});
afterAll(() => receiver.close());

test.each(recordings)(
  'with several applications in a session it answers as the recorded Logto 1.42 in %s, except for the listed differences',
  async (recording) => {
    const tenant = recordedSessionsTenant(receiver.origin, changes[recording]);
    const localLogto = await startLocalLogto({ tenant, port: 0 });
    const file = `sessions/${recording}`;
    const listed = differences.filter(({ at }) => at.startsWith(`${file}:`)).map(({ at }) => at);
    expect(await playRecording(file, localLogto, receiver)).toEqual(listed);
    await localLogto.close();
  },
);
