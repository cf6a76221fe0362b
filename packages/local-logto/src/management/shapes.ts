import type { Application, OrganizationRole, Scope } from '@repo/tenant';
import { type Account, type Directory, idOf } from '../directory.ts';

const tenantId = 'default';

/** A user as the Management API shows it. */
export const shownUser = (account: Account) => ({
  id: account.id,
  username: account.username ?? null,
  primaryEmail: account.primaryEmail ?? null,
  primaryPhone: account.primaryPhone ?? null,
  name: account.name ?? null,
  avatar: account.avatar ?? null,
  customData: account.customData ?? {},
  identities: account.identities,
  lastSignInAt: account.lastSignInAt ?? null,
  createdAt: account.createdAt,
  updatedAt: account.updatedAt,
  profile: account.profile ?? {},
  applicationId: account.applicationId ?? null,
  isSuspended: false,
});

/** An application as the Management API shows it, without its secret. */
export const shownApplication = (application: Application, { createdAt }: Directory) => ({
  tenantId,
  id: application.id,
  name: application.name,
  description: application.description || null,
  type: application.type,
  oidcClientMetadata: {
    redirectUris: application.redirectUris,
    postLogoutRedirectUris: application.postSignOutRedirectUris,
    backchannelLogoutUri: application.backchannelLogoutUri,
    backchannelLogoutSessionRequired: application.backchannelLogoutSessionRequired,
  },
  customClientMetadata: { corsAllowedOrigins: application.corsAllowedOrigins },
  protectedAppMetadata: null,
  customData: {},
  isThirdParty: false,
  appLevelAccessControlEnabled: false,
  createdAt,
});

/** The secrets of an application. Public ones have none. */
export const shownSecrets = ({ id, secret }: Application, { createdAt }: Directory) =>
  secret === undefined
    ? []
    : [{ tenantId, applicationId: id, name: 'Default secret', value: secret, createdAt, expiresAt: null }];

/** An organization as the Management API shows it. */
export const shownOrganization = (
  { id, name, description }: { id: string; name: string; description: string },
  { createdAt }: Directory,
) => ({
  tenantId,
  id,
  name,
  description: description || null,
  customData: {},
  isMfaRequired: false,
  color: {},
  branding: {},
  customCss: null,
  createdAt,
});

const idAndName = (kind: string, name: string) => ({ id: idOf(kind, name, 21), name });

/** The ids and names of organization roles, in the order of the tenant. */
export const namedRoles = ({ tenant }: Directory, names: string[]) =>
  tenant.organizationRoles
    .filter(({ name }) => names.includes(name))
    .map(({ name }) => idAndName('organization-role', name));

/** An organization role as the Management API shows it. */
export const shownRole = ({ name, description }: OrganizationRole) => ({
  tenantId,
  ...idAndName('organization-role', name),
  description: description || null,
  type: 'User',
});

/** An organization role with its permissions. */
export const shownRoleWithScopes = (role: OrganizationRole, { tenant }: Directory) => ({
  ...shownRole(role),
  scopes: role.organizationScopes.map((name) => idAndName('organization-scope', name)),
  resourceScopes: role.resourceScopes.flatMap(({ resource: indicator, scopes }) =>
    scopes.map((name) => ({
      id: idOf('scope', `${indicator} ${name}`, 21),
      name,
      resource: {
        id: idOf('resource', indicator, 21),
        name: tenant.resources.find((resource) => resource.indicator === indicator)?.name,
      },
    })),
  ),
});

/** A permission of organizations as the Management API shows it. */
export const shownScope = ({ name, description }: Scope) => ({
  tenantId,
  ...idAndName('organization-scope', name),
  description: description || null,
});
