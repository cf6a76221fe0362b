/**
 * Everything that must be set up in Logto before an app can sign users in.
 * Names follow Logto's Console and Management API; objects refer to each other by name.
 */
export type Tenant = {
  applications: Application[];
  resources: ApiResource[];
  /** User roles, which grant permissions for API resources. */
  roles: Role[];
  /** The organization template: permissions and roles that every organization shares. */
  organizationScopes: Scope[];
  organizationRoles: OrganizationRole[];
  organizations: Organization[];
  users: User[];
  signInExperience: {
    signInMode: 'SignIn' | 'Register' | 'SignInAndRegister';
    /** What users may sign in with. */
    signInIdentifiers: Array<'username' | 'email'>;
    passwordPolicy: { minimumLength: number };
  };
  /** Claims that ID tokens carry beyond the standard ones; the others come from the userinfo endpoint only. */
  idTokenClaims: ExtendedClaim[];
};

export type Application = {
  name: string;
  description: string;
  /** For the local Logto only: a real Logto generates its own. */
  id: string;
  /** For the local Logto only, as the id is. */
  secret: string;
  redirectUris: string[];
  postSignOutRedirectUris: string[];
};

export type Scope = { name: string; description: string };

export type ApiResource = {
  name: string;
  /** The resource indicator (RFC 8707), which becomes the `aud` claim of access tokens. */
  indicator: string;
  scopes: Scope[];
  /** Lifetime of access tokens in seconds. */
  accessTokenTtl: number;
};

/** Permissions of one API resource, which is named by its indicator. */
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
  /** Public, for demonstration only. */
  password: string;
  name?: string;
  primaryEmail?: string;
  /** Digits only: country code and number, without "+". */
  primaryPhone?: string;
  avatar?: string;
  /** Standard OpenID Connect profile claims, in the spelling of Logto's Management API. */
  profile?: {
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
  customData?: Record<string, unknown>;
  /** Names of user roles. */
  roles: string[];
  memberships: Membership[];
};

/** The name of an organization, and the names of the user's roles in it. */
export type Membership = { organization: string; roles: string[] };

export type ExtendedClaim =
  | 'custom_data'
  | 'identities'
  | 'sso_identities'
  | 'roles'
  | 'organizations'
  | 'organization_data'
  | 'organization_roles';
