import { expect, test } from 'vitest';
import { smallTenant } from './test/small-tenant.ts';
import { unreachableReceivers } from './unreachable-receivers.ts';

const linesFor = (backchannelLogoutUri: string | undefined) =>
  unreachableReceivers({
    ...smallTenant,
    applications: smallTenant.applications.map((application) => ({ ...application, backchannelLogoutUri })),
  });

test.each([
  'http://localhost:3010/logout',
  'http://127.0.0.1:3010/logout',
  'http://[::1]:3010/logout',
  'http://tea.app.localhost:3010/logout',
])(
  'Logto does not post logout tokens to %s by default: the line names the application and the cure',
  (uri) => {
    expect(linesFor(uri)).toEqual([
      expect.stringMatching(
        /"Sample: Next\.js Pages Router": .* only if it runs with OIDC_PROVIDER_SSRF_PROTECTION_DISABLED=true/,
      ),
    ]);
  },
);

test.each(['https://tea.example.com/logout', 'https://localhost.example.com/logout', undefined])(
  'Logto has no reason to refuse %s',
  (uri) => {
    expect(linesFor(uri)).toEqual([]);
  },
);
