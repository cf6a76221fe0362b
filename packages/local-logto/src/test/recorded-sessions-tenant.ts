import { type Application, parseTenant, type Tenant, type TenantInput } from '@repo/tenant';
import { recordedTenant } from './recorded-tenant.ts';

const origin = 'http://localhost:3504';

const application = (id: string, logout: Partial<Application> = {}) => ({
  name: `Application ${id}`,
  description: 'An application of the recordings of sessions',
  type: 'Traditional' as const,
  id,
  secret: 'local-only-secret',
  redirectUris: [`${origin}/callback`],
  postSignOutRedirectUris: [`${origin}/`],
  ...logout,
});

/** The three applications of the recordings of sessions. */
export const sessionApplications = new Map([
  [
    'A',
    application('lr0y3962i9010e5xz2k1g', {
      backchannelLogoutUri: `${origin}/backchannel`,
      backchannelLogoutSessionRequired: true,
    }),
  ],
  ['B', application('t7kvplvb8sunlj2tk8j1w')],
  [
    'C',
    application('0rk61awf1sxqm02xh218l', {
      backchannelLogoutUri: `${origin}/backchannel-2`,
      backchannelLogoutSessionRequired: false,
    }),
  ],
]);

/** The settings that differ from recording to recording. */
export type RecordedChange = {
  application?: Partial<Application>;
  signInExperience?: TenantInput['signInExperience'];
};

const alice = {
  username: 'alice',
  password: 'alice-demo',
  name: 'Alice Liddell',
  primaryEmail: 'alice@example.com',
  primaryPhone: '12025550123',
  profile: {
    familyName: 'Liddell',
    givenName: 'Alice',
    nickname: '',
    website: 'https://alice.example.com',
    birthdate: '1990-05-04',
    locale: 'en-GB',
    address: { country: 'GB', locality: 'Oxford' },
  },
  customData: { plan: 'pro', seats: 3 },
  roles: ['reader'],
} satisfies NonNullable<TenantInput['users']>[number];

/**
 * The tenant of the recordings of sessions.
 *
 * @param receiver The origin that logout tokens are posted to, in place of the recorded one.
 * @param change What one recording changes: fields of every application, and of the sign-in experience.
 */
export const recordedSessionsTenant = (
  receiver: string,
  { application: change, signInExperience }: RecordedChange = {},
): Tenant => {
  const tenant = parseTenant(
    {
      signInExperience,
      applications: [...sessionApplications.values()].map((recorded) => ({
        ...recorded,
        backchannelLogoutUri: recorded.backchannelLogoutUri?.replace(origin, receiver),
      })),
      roles: [{ name: 'reader' }],
      users: [alice, { username: 'bob', password: 'bob-demo' }],
      idTokenClaims: recordedTenant.idTokenClaims,
    },
    'recorded-sessions-tenant.ts',
  );
  // The recordings also show redirect URIs that a tenant must not have, because they never match.
  const applications = tenant.applications.map((application) => ({ ...application, ...change }));
  return { ...tenant, applications };
};
