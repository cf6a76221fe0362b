type Named = { id: string; name: string };
export type Scope = Named & { resourceId: string; description: string | null; createdAt: number };
export type Resource = Named & { indicator: string; isDefault: boolean; accessTokenTtl: number };
export type Role = Named & { description: string; type: string; isDefault: boolean; scopeIds: string[] };
type OrganizationScope = Named & { description: string | null };
export type OrganizationRole = Named & {
  description: string | null;
  type: string;
  organizationScopeIds: string[];
  resourceScopeIds: string[];
};
export type Application = Named & {
  description: string | null;
  type: string;
  oidcClientMetadata: {
    redirectUris: string[];
    postLogoutRedirectUris: string[];
    backchannelLogoutUri?: string | undefined;
    backchannelLogoutSessionRequired?: boolean | undefined;
    logoUri?: string | undefined;
  };
  customClientMetadata: { corsAllowedOrigins?: string[] | undefined };
  customData: object;
  roleIds: string[];
  secret: string;
};
export type User = {
  id: string;
  username: string | null;
  primaryEmail: string | null;
  primaryPhone: string | null;
  name: string | null;
  avatar: string | null;
  customData: object;
  profile: object;
  password: string;
  isSuspended: boolean;
  roleIds: string[];
};
export type Connector = {
  id: string;
  /** The connector factory. */
  connectorId: string;
  type: string;
  config: Record<string, unknown>;
  metadata: { target?: string | undefined; name?: { en: string } | undefined };
  syncProfile: boolean;
  enableTokenStorage: boolean;
};
type ProfileField = { name: string; required: boolean };
export type Organization = Named & {
  description: string | null;
  customData: object;
  isMfaRequired: boolean;
  members: Map<string, string[]>;
};

const metadata = { redirectUris: [], postLogoutRedirectUris: [] };

/** The state of a fresh Logto, as recorded. */
export const freshState = () => ({
  applications: [] as Application[],
  resources: [
    {
      id: 'management-api',
      name: 'Logto Management API',
      indicator: 'https://default.logto.app/api',
      isDefault: false,
      accessTokenTtl: 3600,
    },
  ] as Resource[],
  scopes: [
    {
      id: 'management-api-all',
      resourceId: 'management-api',
      name: 'all',
      description: 'Default scope for Management API, allows all permissions.',
      createdAt: 1_795_200_901_630,
    },
  ] as Scope[],
  roles: [
    {
      id: 'd862ato8iefwgnw7a184r',
      name: 'Logto Management API access',
      description: 'This default role grants access to the Logto management API.',
      type: 'MachineToMachine',
      isDefault: false,
      scopeIds: ['management-api-all'],
    },
  ] as Role[],
  users: [] as User[],
  organizationScopes: [] as OrganizationScope[],
  organizationRoles: [] as OrganizationRole[],
  organizations: [] as Organization[],
  signInExperience: {
    signInMode: 'SignInAndRegister',
    signUp: { identifiers: ['username'], password: true, verify: false },
    signIn: {
      methods: [{ identifier: 'username', password: true, verificationCode: false, isPasswordPrimary: true }],
    },
    passwordPolicy: {},
    color: { primaryColor: '#6139F6', isDarkModeEnabled: false, darkPrimaryColor: '#8768F8' },
    termsOfUseUrl: null,
    privacyPolicyUrl: null,
    agreeToTermsPolicy: 'Automatic',
    socialSignInConnectorTargets: [],
    mfa: { factors: [], policy: 'UserControlled' },
    captchaPolicy: {},
    passkeySignIn: {},
    signUpProfileFields: null,
    passwordExpiration: {},
    socialSignIn: {},
    forgotPasswordMethods: [],
    verificationCodePolicy: {},
    unknownSessionRedirectUrl: null,
  } as Record<string, unknown> & { socialSignInConnectorTargets: string[] },
  connectors: [] as Connector[],
  /** The ids of the connectors that are installed on the server. */
  connectorFactories: ['oidc', 'tencent-short-message-service'],
  /** Whether the server has a key to encrypt the tokens of social connectors. */
  hasVaultKey: true,
  /** The numbers that test messages were sent to. */
  messages: [] as string[],
  /** Why Tencent Cloud refuses to send them; empty if it does not. */
  refusedByTencent: '',
  profileFields: [] as ProfileField[],
  idToken: { enabledExtendedClaims: ['roles', 'organizations', 'organization_roles'] } as {
    enabledExtendedClaims?: string[];
  },
  accountCenter: { enabled: false, fields: {} as Record<string, string | undefined> },
});
export type State = ReturnType<typeof freshState>;

let count = 0;
/** An id as Logto generates them: 12 characters for users and organizations, 21 for everything else. */
export const newId = (length: 12 | 21): string => {
  count += 1;
  return `x${count.toString(36).padStart(length - 1, '0')}`;
};

export const application = (name: string, type = 'Traditional'): Application => ({
  id: newId(21),
  name,
  description: null,
  type,
  oidcClientMetadata: metadata,
  customClientMetadata: {},
  customData: {},
  roleIds: [],
  secret: `secret-of-${name}`,
});

/** A connector as a person creates it in Console. */
export const connector = (
  type: 'Email' | 'Sms' | 'Social',
  connectorId: string,
  values: Partial<Connector> = {},
): Connector => ({
  id: newId(12),
  connectorId,
  type,
  config: {},
  metadata: {},
  syncProfile: false,
  enableTokenStorage: false,
  ...values,
});

export const user = (values: Partial<User>): User => ({
  id: newId(12),
  username: null,
  primaryEmail: null,
  primaryPhone: null,
  name: null,
  avatar: null,
  customData: {},
  profile: {},
  password: '',
  isSuspended: false,
  roleIds: [],
  ...values,
});

export const organization = (name: string, values: Partial<Organization> = {}): Organization => ({
  id: newId(12),
  name,
  description: null,
  customData: {},
  isMfaRequired: false,
  members: new Map(),
  ...values,
});
