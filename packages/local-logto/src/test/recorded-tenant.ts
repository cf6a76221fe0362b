import type { Application, SignInMethod, Tenant, User } from '@repo/tenant';
import type { Credentials } from './sign-in-flow.ts';

const shopping = 'https://shopping.your-app.com/api';
const store = 'https://store.your-app.com/api';
const scopes = (...names: string[]) => names.map((name) => ({ name, description: name }));

const alice: User = {
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
  },
  customData: { plan: 'pro', seats: 3, theme: { dark: true } },
  roles: ['reader'],
  memberships: [
    { organization: 'Acme', roles: ['admin'] },
    { organization: 'Globex', roles: ['member'] },
  ],
};

const bob: User = { username: 'bob', password: 'bob-demo', roles: [], memberships: [] };

export const withPassword = (identifier: SignInMethod['identifier']): SignInMethod => ({
  identifier,
  password: true,
  verificationCode: false,
  isPasswordPrimary: true,
});

export const application = {
  name: 'Recorded',
  description: 'The application of the recordings',
  type: 'Traditional',
  id: 'p6aqc9tcd954k90ljhzvk',
  secret: 'local-only-secret',
  redirectUris: ['http://localhost:3012/callback'],
  postSignOutRedirectUris: ['http://localhost:3012/'],
} satisfies Application;

/** The tenant of the recorded Logto. */
export const recordedTenant: Tenant = {
  applications: [application],
  resources: [
    {
      name: 'Shopping',
      indicator: shopping,
      accessTokenTtl: 3600,
      scopes: scopes('read', 'write', 'shopping:read', 'shopping:write'),
    },
    {
      name: 'Store',
      indicator: store,
      accessTokenTtl: 3600,
      scopes: scopes('read', 'write', 'store:read', 'store:write'),
    },
  ],
  roles: [
    {
      name: 'reader',
      description: 'Reads',
      type: 'User',
      resourceScopes: [
        { resource: shopping, scopes: ['read', 'shopping:read'] },
        { resource: store, scopes: ['read', 'store:read'] },
      ],
    },
  ],
  organizationScopes: scopes('read:members', 'invite:member'),
  organizationRoles: [
    {
      name: 'admin',
      description: 'Runs it',
      organizationScopes: ['read:members', 'invite:member'],
      resourceScopes: [],
    },
    { name: 'member', description: 'Belongs', organizationScopes: ['read:members'], resourceScopes: [] },
  ],
  organizations: [
    { name: 'Acme', description: 'Acme Inc.' },
    { name: 'Globex', description: 'Globex Corp.' },
    { name: 'Initech', description: 'Initech LLC' },
  ],
  users: [alice, bob],
  connectors: [],
  signInExperience: {
    signInMode: 'SignInAndRegister',
    signIn: { methods: [withPassword('username')] },
    signUp: { identifiers: ['username'], password: true },
    passwordPolicy: { minimumLength: 8 },
    forgotPasswordMethods: [],
    verificationCodePolicy: { expirationDuration: 600, maxRetryAttempts: 10 },
    socialSignInConnectorTargets: [],
    socialSignIn: { automaticAccountLinking: false, skipRequiredIdentifiers: false },
  },
  accountCenter: { enabled: false, fields: {} },
  idTokenClaims: ['roles', 'organizations', 'organization_roles'],
  providers: {},
};

/** What a user of the recorded tenant enters to sign in. */
export const credentialsOf = (username = ''): Credentials => {
  const user = recordedTenant.users.find((candidate) => candidate.username === username);
  return { identifier: username, password: user?.password ?? '' };
};
