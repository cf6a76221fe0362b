import type { Membership, SignInMethod, Tenant, User } from '@repo/tenant';
import { apis, resources } from './apis.ts';
import { applications, resourceServerApplication } from './applications.ts';
import { connectors, providers } from './connectors.ts';

// The ID token lists every organization of a user: this many do not fit into an uncompressed cookie.
const branches = Array.from({ length: 57 }, (_, index) => `Branch ${String(index + 1).padStart(2, '0')}`);

const readScopes = apis.map(({ indicator, read }) => ({ resource: indicator, scopes: [read] }));
const allScopes = apis.map(({ indicator, read, write }) => ({ resource: indicator, scopes: [read, write] }));

const withPassword = (identifier: SignInMethod['identifier']): SignInMethod => ({
  identifier,
  password: true,
  verificationCode: false,
  isPasswordPrimary: true,
});

const memberOf = (organization: string): Membership => ({ organization, roles: ['member'] });

/** The demo users. Their passwords are public. */
export const users = {
  alice: {
    username: 'alice',
    password: 'alice-demo',
    name: 'Alice Liddell',
    primaryEmail: 'alice@example.com',
    primaryPhone: '12025550123',
    avatar: 'https://example.com/alice.png',
    profile: {
      familyName: 'Liddell',
      givenName: 'Alice',
      nickname: 'Ali',
      website: 'https://alice.example.com',
      gender: 'female',
      birthdate: '1990-05-04',
      zoneinfo: 'Europe/London',
      locale: 'en-GB',
      address: { streetAddress: '1 Rabbit Hole', locality: 'Oxford', country: 'United Kingdom' },
    },
    customData: { plan: 'pro', seats: 3, theme: { dark: true }, motto: '<b>Drink me</b>' },
    roles: ['reader'],
    memberships: [
      // #region organizations
      { organization: 'Acme', roles: ['admin'] },
      memberOf('Globex'),
      // #endregion
    ],
  },
  // Has a username and nothing else, so every claim that can be null is null.
  bob: { username: 'bob', password: 'bob-demo', roles: [], memberships: [] },
  carol: {
    username: 'carol',
    password: 'carol-demo',
    name: 'Carol Branch',
    primaryEmail: 'carol@example.com',
    roles: ['editor'],
    memberships: [
      // #region organizations
      ...['Acme', 'Globex', 'Initech', ...branches].map(memberOf),
      // #endregion
    ],
  },
} satisfies Record<string, User>;

const [firstApplication] = Object.values(applications);

/** Everything that is set up in Logto: the local Logto serves it, and provisioning creates it in a real one. */
export const tenant: Tenant = {
  applications: [...Object.values(applications), resourceServerApplication],
  resources: apis.map(({ name, indicator, read, write }) => ({
    name,
    indicator,
    accessTokenTtl: 3600,
    scopes: [
      { name: read, description: `Read from the ${name}` },
      { name: write, description: `Write to the ${name}` },
    ],
  })),
  roles: [
    { name: 'reader', description: 'Can read from every API', type: 'User', resourceScopes: readScopes },
    {
      name: 'editor',
      description: 'Can read from every API, and write to it',
      type: 'User',
      resourceScopes: allScopes,
    },
  ],
  organizationScopes: [
    // #region organizations
    { name: 'read:members', description: 'See the members of the organization' },
    { name: 'invite:member', description: 'Invite a member to the organization' },
    // #endregion
  ],
  organizationRoles: [
    // #region organizations
    // Logto also grants these resource permissions in tokens without an organization: a write permission here
    // would let an admin of one organization write everywhere.
    {
      name: 'admin',
      description: 'Runs the organization',
      organizationScopes: ['read:members', 'invite:member'],
      resourceScopes: readScopes,
    },
    {
      name: 'member',
      description: 'Belongs to the organization',
      organizationScopes: ['read:members'],
      resourceScopes: [{ resource: resources.shopping, scopes: ['shopping:read'] }],
    },
    // #endregion
  ],
  organizations: [
    // #region organizations
    { name: 'Acme', description: 'Acme Inc.' },
    { name: 'Globex', description: 'Globex Corp.' },
    { name: 'Initech', description: 'Initech LLC' },
    ...branches.map((name) => ({ name, description: `${name} of Initech` })),
    // #endregion
  ],
  users: Object.values(users),
  connectors,
  signInExperience: {
    signInMode: 'SignInAndRegister',
    signIn: {
      methods: [
        withPassword('username'),
        withPassword('email'),
        // #region connectors
        { ...withPassword('phone'), verificationCode: true, isPasswordPrimary: false },
        // #endregion
      ],
    },
    signUp: { identifiers: ['username'], password: true },
    passwordPolicy: { minimumLength: 8 },
    forgotPasswordMethods: [
      // #region connectors
      'PhoneVerificationCode',
      // #endregion
    ],
    verificationCodePolicy: { expirationDuration: 600, maxRetryAttempts: 10 },
    socialSignInConnectorTargets: [
      // #region connectors
      'wonderland',
      'looking-glass',
      // #endregion
    ],
    socialSignIn: { automaticAccountLinking: false, skipRequiredIdentifiers: false },
    // One address for all applications, because Logto does not know which one the visitor comes from.
    unknownSessionRedirectUrl: firstApplication?.postSignOutRedirectUris[0],
  },
  accountCenter: {
    enabled: true,
    fields: {
      name: 'Edit',
      avatar: 'Edit',
      profile: 'Edit',
      username: 'Edit',
      email: 'Edit',
      phone: 'Edit',
      password: 'Edit',
      social: 'Edit',
      customData: 'Edit',
      session: 'Edit',
    },
  },
  idTokenClaims: [
    'roles',
    // #region organizations
    'organizations',
    'organization_roles',
    // #endregion
  ],
  providers,
};
