import { createHash, randomBytes, scryptSync, timingSafeEqual } from 'node:crypto';
import type { ApiResource, Application, Organization, ResourceScopes, Tenant, User } from '@repo/tenant';
import { managementRole } from '@repo/tenant/management-role';
import type { SocialUserInfo } from './connectors/connectors.ts';

/** What a user may be found by. */
export type Identifier = { type: 'username' | 'email' | 'phone'; value: string };

/** A user's account at the provider of a social connector, in the form of the claim `identities`. */
export type Identity = {
  userId: string;
  /** What the provider said at the first sign-in. */
  details: SocialUserInfo;
};

/** A user of the tenant or a registered one, with the fields that a real Logto adds. */
export type Account = Omit<User, 'username' | 'password'> & {
  id: string;
  /** Users who came by phone or by a social connector may have none. */
  username?: string;
  /** By the target of the connector. */
  identities: Record<string, Identity>;
  /** Milliseconds since 1970, as in Logto's claims. */
  createdAt: number;
  /** Milliseconds since 1970. Every sign-in changes it, as in a real Logto. */
  updatedAt: number;
  /** Milliseconds since 1970. */
  lastSignInAt?: number;
  /** The application of the first sign-in. */
  applicationId?: string;
};

/** What users may change of their account. */
export type AccountChange = Partial<
  Pick<Account, 'username' | 'primaryEmail' | 'primaryPhone' | 'name' | 'avatar' | 'profile' | 'customData'>
>;

/** What is known about a user who registers. */
export type NewUser = Pick<Account, 'username' | 'name' | 'primaryEmail' | 'primaryPhone' | 'avatar'> & {
  password?: string;
};

/** Lookups of the tenant's applications, resources, organizations and users. */
export type Directory = {
  tenant: Tenant;
  application: (id: string) => Application | undefined;
  resource: (indicator: string) => Pick<ApiResource, 'accessTokenTtl'> | undefined;
  organization: (id: string) => (Organization & { id: string }) | undefined;
  /** All organizations, in the order of the tenant. */
  organizations: () => Array<Organization & { id: string }>;
  /** When the tenant was set up, in milliseconds since 1970. */
  createdAt: number;
  account: (id: string) => Account | undefined;
  /** All accounts, the oldest first. */
  accounts: () => Account[];
  find: (identifier: Identifier) => Account | undefined;
  /** The account that has this identity at a provider. */
  findByIdentity: (target: string, userId: string) => Account | undefined;
  hasPassword: (account: Account | undefined, password: string) => boolean;
  /** Whether the account has a password at all. */
  usesPassword: (account: Account) => boolean;
  setPassword: (account: Account, password: string) => void;
  /** Changes an account. An `undefined` removes. */
  update: (account: Account, change: AccountChange) => void;
  /** Adds a user. An identifier that another user has is left out. */
  register: (user: NewUser) => Account;
  /** Links an identity. One that is linked already keeps its details, as in a real Logto. */
  link: (account: Account, target: string, details: SocialUserInfo) => void;
  /** Removes the identity at a provider. */
  unlink: (account: Account, target: string) => void;
  /** Records that the account has just signed in to an application. */
  signedIn: (account: Account, applicationId: string) => void;
  /** Makes an account a member of an organization, with these roles besides those that it has there. */
  join: (account: Account, organizationId: string, roles: string[]) => void;
  /** Ends the membership of an account. */
  leave: (account: Account, organizationId: string) => void;
  /** The organizations of an account, in the order of its memberships. */
  organizationsOf: (account: Account) => Array<Organization & { id: string; roles: string[] }>;
  /** The permissions of an account for an API resource: in one organization, or in all of its organizations. */
  resourceScopes: (account: Account, indicator: string, organizationId?: string) => string[];
  /**
   * The permissions of an application of type MachineToMachine for an API resource. For an organization, as in a real Logto,
   * its own roles do not count.
   */
  machineScopes: (application: Application, indicator: string, organizationId?: string) => string[];
  /** The permissions of an account in an organization. */
  organizationScopes: (account: Account, organizationId: string) => string[];
};

/** The resource indicator that stands for the permissions in organizations. */
const organizationResource = 'urn:logto:resource:organizations';

/** The indicator of the Management API in a self-hosted Logto. Its one permission is `all`. */
export const managementResource = 'https://default.logto.app/api';

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789';

const idFrom = (bytes: Buffer): string => [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('');

/** A random id in the form of Logto's: users have 12 characters, verification records 21. */
export const randomId = (length: number): string => idFrom(randomBytes(length));

/** Derives an id from a name, so that it survives restarts. Those of users and organizations have 12 characters. */
export const idOf = (kind: string, name: string, length = 12): string =>
  idFrom(createHash('sha256').update(`${kind}:${name}`).digest().subarray(0, length));

// The lowest cost keeps sign-ins fast: demo passwords are public, and others last until the next restart.
const hash = (password: string, salt: Buffer): Buffer => scryptSync(password, salt, 32, { N: 2 });

/** Creates the lookups for a tenant. Registered users are kept in memory. */
export const createDirectory = (tenant: Tenant): Directory => {
  const accounts = new Map<string, Account>();
  const passwords = new Map<string, Buffer>();
  const salt = randomBytes(16);

  const setPassword = ({ id }: Account, password: string): void => {
    passwords.set(id, hash(password, salt));
  };
  const add = (user: Omit<Account, 'createdAt' | 'updatedAt'>, password?: string): Account => {
    const now = Date.now();
    const account = { ...user, createdAt: now, updatedAt: now };
    accounts.set(account.id, account);
    if (password !== undefined) setPassword(account, password);
    return account;
  };
  for (const { password, ...user } of tenant.users) {
    add({ ...user, id: idOf('user', user.username), identities: {} }, password);
  }

  const find = (matches: (account: Account) => boolean): Account | undefined =>
    [...accounts.values()].find(matches);
  const findBy: Record<Identifier['type'], (value: string) => Account | undefined> = {
    username: (value) => find(({ username }) => username === value),
    email: (value) => find(({ primaryEmail }) => primaryEmail?.toLowerCase() === value.toLowerCase()),
    phone: (value) => find(({ primaryPhone }) => primaryPhone === value),
  };
  const free = (type: Identifier['type'], value: string | undefined): string | undefined =>
    value && !findBy[type](value) ? value : undefined;

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

  return {
    tenant,
    createdAt: Date.now(),
    application: (id) => tenant.applications.find((application) => application.id === id),
    resource: (indicator) =>
      indicator === organizationResource || indicator === managementResource
        ? { accessTokenTtl: 3600 }
        : tenant.resources.find((resource) => resource.indicator === indicator),
    organization: (id) => organizations.get(id),
    organizations: () => [...organizations.values()],
    account: (id) => accounts.get(id),
    accounts: () => [...accounts.values()],
    find: ({ type, value }) => findBy[type](value),
    findByIdentity: (target, userId) => find(({ identities }) => identities[target]?.userId === userId),
    hasPassword: (account, password) => {
      // Takes as long for an unknown user.
      const expected = passwords.get(account?.id ?? '') ?? Buffer.alloc(32);
      return timingSafeEqual(hash(password, salt), expected);
    },
    usesPassword: ({ id }) => passwords.has(id),
    setPassword,
    update: (account, change) => {
      Object.assign(account, change, { updatedAt: Date.now() });
    },
    register: ({ password, username, primaryEmail, primaryPhone, ...user }) => {
      const account = {
        ...user,
        id: randomId(12),
        username: free('username', username),
        primaryEmail: free('email', primaryEmail),
        primaryPhone: free('phone', primaryPhone),
        identities: {},
        roles: [],
        memberships: [],
      };
      return add(account, password);
    },
    link: (account, target, details) => {
      if (account.identities[target]?.userId === details.id) return;
      account.identities[target] = { userId: details.id, details };
      account.updatedAt = Date.now();
    },
    unlink: (account, target) => {
      Reflect.deleteProperty(account.identities, target);
      account.updatedAt = Date.now();
    },
    signedIn: (account, applicationId) => {
      account.lastSignInAt = Date.now();
      account.updatedAt = account.lastSignInAt;
      account.applicationId ??= applicationId;
    },
    join: (account, organizationId, roles) => {
      const organization = organizations.get(organizationId)?.name;
      if (!organization) return;
      const held = account.memberships.find((membership) => membership.organization === organization)?.roles;
      // A new list, because the account has that of the tenant.
      account.memberships = [
        ...account.memberships.filter((membership) => membership.organization !== organization),
        { organization, roles: [...new Set([...(held ?? []), ...roles])] },
      ];
    },
    leave: (account, organizationId) => {
      const organization = organizations.get(organizationId)?.name;
      account.memberships = account.memberships.filter(
        (membership) => membership.organization !== organization,
      );
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
    machineScopes: ({ roles: names = [] }, indicator, organizationId) => {
      if (organizationId) return [];
      if (indicator === managementResource) return names.includes(managementRole) ? ['all'] : [];
      const roles = tenant.roles.filter(({ name }) => names.includes(name));
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
