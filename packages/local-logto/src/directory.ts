import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { ApiResource, Application, Organization, ResourceScopes, Tenant, User } from '@repo/tenant';

/** A user of the tenant or a registered one, with the fields that a real Logto adds. */
export type Account = Omit<User, 'password'> & {
  id: string;
  /** Milliseconds since 1970, as in Logto's claims. */
  createdAt: number;
  /** Milliseconds since 1970. Every sign-in changes it, as in a real Logto. */
  updatedAt: number;
};

/** Lookups of the tenant's applications, resources, organizations and users. */
export type Directory = {
  tenant: Tenant;
  application: (id: string) => Application | undefined;
  resource: (indicator: string) => Pick<ApiResource, 'accessTokenTtl'> | undefined;
  organization: (id: string) => (Organization & { id: string }) | undefined;
  account: (id: string) => Account | undefined;
  /** The account with this identifier and password, if both are correct. */
  authenticate: (identifier: string, password: string) => Account | undefined;
  isUsernameTaken: (username: string) => boolean;
  register: (username: string, password: string) => Account;
  /** Records that the account has just signed in. */
  signedIn: (account: Account) => void;
  /** The organizations of an account, in the order of its memberships. */
  organizationsOf: (account: Account) => Array<Organization & { id: string; roles: string[] }>;
  /** The permissions of an account for an API resource: in one organization, or in all of its organizations. */
  resourceScopes: (account: Account, indicator: string, organizationId?: string) => string[];
  /** The permissions of an account in an organization. */
  organizationScopes: (account: Account, organizationId: string) => string[];
};

/** The resource indicator that stands for the permissions in organizations. */
const organizationResource = 'urn:logto:resource:organizations';

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Derives an id in the form of Logto's short ids from a name, so that it survives restarts. */
export const idOf = (kind: string, name: string): string =>
  [...createHash('sha256').update(`${kind}:${name}`).digest().subarray(0, 12)]
    .map((byte) => alphabet[byte % alphabet.length])
    .join('');

// The lowest cost keeps sign-ins fast: demo passwords are public, and others last until the next restart.
const hash = (password: string, salt: Buffer): Buffer => scryptSync(password, salt, 32, { N: 2 });

/** Creates the lookups for a tenant. Registered users are kept in memory. */
export const createDirectory = (tenant: Tenant): Directory => {
  const accounts = new Map<string, Account>();
  const passwords = new Map<string, Buffer>();
  const salt = randomBytes(16);

  const add = ({ password, ...user }: User): Account => {
    const now = Date.now();
    const account = { ...user, id: idOf('user', user.username), createdAt: now, updatedAt: now };
    accounts.set(account.id, account);
    passwords.set(account.id, hash(password, salt));
    return account;
  };
  for (const user of tenant.users) add(user);

  const organizations = new Map(
    tenant.organizations.map((organization) => {
      const id = idOf('organization', organization.name);
      return [id, { ...organization, id }];
    }),
  );
  const rolesIn = (account: Account, organizationId: string | undefined) => {
    const names = account.memberships
      .filter(({ organization }) => !organizationId || idOf('organization', organization) === organizationId)
      .flatMap(({ roles }) => roles);
    return tenant.organizationRoles.filter(({ name }) => names.includes(name));
  };

  const scopesFor = (indicator: string, granted: ResourceScopes[]): string[] =>
    granted.filter(({ resource }) => resource === indicator).flatMap(({ scopes }) => scopes);

  const { signInIdentifiers } = tenant.signInExperience;
  const hasIdentifier = ({ username, primaryEmail }: Account, identifier: string): boolean =>
    (signInIdentifiers.includes('username') && username === identifier) ||
    (signInIdentifiers.includes('email') && primaryEmail?.toLowerCase() === identifier.toLowerCase());

  return {
    tenant,
    application: (id) => tenant.applications.find((application) => application.id === id),
    resource: (indicator) =>
      indicator === organizationResource
        ? { accessTokenTtl: 3600 }
        : tenant.resources.find((resource) => resource.indicator === indicator),
    organization: (id) => organizations.get(id),
    account: (id) => accounts.get(id),
    authenticate: (identifier, password) => {
      const account = [...accounts.values()].find((candidate) => hasIdentifier(candidate, identifier));
      const expected = passwords.get(account?.id ?? '') ?? Buffer.alloc(32);
      return timingSafeEqual(hash(password, salt), expected) ? account : undefined;
    },
    isUsernameTaken: (username) => accounts.has(idOf('user', username)),
    register: (username, password) => add({ username, password, roles: [], memberships: [] }),
    signedIn: (account) => {
      account.updatedAt = Date.now();
    },
    organizationsOf: (account) =>
      account.memberships.flatMap(({ organization, roles }) => {
        const found = organizations.get(idOf('organization', organization));
        return found ? [{ ...found, roles }] : [];
      }),
    resourceScopes: (account, indicator, organizationId) => {
      if (indicator === organizationResource) return tenant.organizationScopes.map(({ name }) => name);
      // A real Logto combines user roles and organization roles, of all organizations unless the request names one.
      const roles = [
        ...tenant.roles.filter(({ name }) => account.roles.includes(name)),
        ...rolesIn(account, organizationId),
      ];
      return scopesFor(
        indicator,
        roles.flatMap(({ resourceScopes }) => resourceScopes),
      );
    },
    organizationScopes: (account, organizationId) => {
      const held = new Set(rolesIn(account, organizationId).flatMap((role) => role.organizationScopes));
      return tenant.organizationScopes.map(({ name }) => name).filter((name) => held.has(name));
    },
  };
};
