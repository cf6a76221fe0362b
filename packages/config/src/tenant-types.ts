/**
 * The shape of a Logto tenant: all that is set up in Logto before an app can sign anybody in.
 * Names follow Logto's Console and Management API; objects refer to each other by name.
 */
export type Tenant = {
  applications: Application[];
  resources: ApiResource[];
  /** User roles, which grant permissions of API resources. */
  roles: Role[];
  /** The organization template: permissions and roles that every organization shares. */
  organizationScopes: Scope[];
  organizationRoles: OrganizationRole[];
  organizations: Organization[];
  users: User[];
  signInExperience: SignInExperience;
  /** Claims beyond the standard ones that ID tokens carry; all others come from the userinfo endpoint only. */
  idTokenClaims: ExtendedClaim[];
  /** Social and SMS sign-in: their place in the tenant. No sample has one, and nothing reads them yet. */
  connectors?: Connector[];
};

export type Connector = { connectorId: string; config: Record<string, unknown> };

export type Application = {
  name: string;
  description: string;
  /** Local Logto only: a real Logto makes up its own, which belong in the app's `.env.local`. */
  id: string;
  /** Local Logto only, worthless anywhere else. */
  secret: string;
  redirectUris: string[];
  postSignOutRedirectUris: string[];
};

export type Scope = { name: string; description: string };

export type ApiResource = {
  name: string;
  /** The resource indicator of RFC 8707, which becomes the `aud` claim of access tokens. */
  indicator: string;
  scopes: Scope[];
  /** Lifetime of access tokens in seconds. */
  accessTokenTtl: number;
};

/** Permissions of one API resource, named by its indicator. */
export type ResourceScopes = { resource: string; scopes: string[] };

export type Role = { name: string; description: string; resourceScopes: ResourceScopes[] };

export type OrganizationRole = {
  name: string;
  description: string;
  organizationScopes: string[];
  resourceScopes: ResourceScopes[];
};

export type Organization = { name: string; description: string };

export type User = {
  username: string;
  /** For demonstration only: it stands in the README. */
  password: string;
  name?: string;
  primaryEmail?: string;
  /** Digits only, with the country code, without "+". */
  primaryPhone?: string;
  avatar?: string;
  /** Standard OpenID Connect profile claims, in the spelling of Logto's Management API. */
  profile?: UserProfile;
  customData?: Record<string, unknown>;
  /** Names of user roles. */
  roles: string[];
  memberships: Membership[];
};

export type UserProfile = {
  familyName?: string;
  givenName?: string;
  middleName?: string;
  nickname?: string;
  preferredUsername?: string;
  profile?: string;
  website?: string;
  gender?: string;
  birthdate?: string;
  zoneinfo?: string;
  locale?: string;
  address?: {
    formatted?: string;
    streetAddress?: string;
    locality?: string;
    region?: string;
    postalCode?: string;
    country?: string;
  };
};

/** The names of an organization and of the roles that the user has in it. */
export type Membership = { organization: string; roles: string[] };

export type SignInExperience = {
  signInMode: 'SignIn' | 'Register' | 'SignInAndRegister';
  /** What a user may type into the sign-in form's first field. */
  signInIdentifiers: Array<'username' | 'email'>;
  passwordPolicy: { minimumLength: number };
};

export type ExtendedClaim =
  | 'custom_data'
  | 'identities'
  | 'sso_identities'
  | 'roles'
  | 'organizations'
  | 'organization_data'
  | 'organization_roles';
