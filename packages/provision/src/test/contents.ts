import type { Tenant } from '@repo/tenant';
import type { State } from './fake-logto/state.ts';

const sorted = <Item>(items: Item[]) =>
  items.toSorted((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other)));

const seeded = new Set(['management-api', 'management-api-all', 'd862ato8iefwgnw7a184r']);

/** Logto's state with names in place of ids, to compare it with a tenant's data. */
export const contentsOf = (state: State) => {
  const own = <Item extends { id: string }>(items: Item[]) => items.filter(({ id }) => !seeded.has(id));
  const indicatorOf = (id: string) => state.resources.find((resource) => resource.id === id)?.indicator;
  const scopesOf = (ids: string[]) =>
    sorted(
      state.scopes
        .filter(({ id }) => ids.includes(id))
        .map(({ name, resourceId }) => `${name} ${indicatorOf(resourceId)}`),
    );
  const namesOf = (items: Array<{ id: string; name: string }>, ids: string[]) =>
    sorted(items.filter(({ id }) => ids.includes(id)).map(({ name }) => name));

  return {
    applications: sorted(
      state.applications.map(
        ({ name, description, type, roleIds, customClientMetadata, ...application }) => ({
          name,
          description,
          type,
          ...application.oidcClientMetadata,
          corsAllowedOrigins: customClientMetadata.corsAllowedOrigins ?? [],
          roles: namesOf(state.roles, roleIds),
        }),
      ),
    ),
    resources: sorted(
      own(state.resources).map(({ name, indicator, accessTokenTtl }) => ({
        name,
        indicator,
        accessTokenTtl,
      })),
    ),
    scopes: sorted(
      own(state.scopes).map(
        ({ name, description, resourceId }) => `${name} ${indicatorOf(resourceId)} ${description}`,
      ),
    ),
    roles: sorted(
      own(state.roles).map(({ name, description, type, scopeIds }) => ({
        name,
        description,
        type,
        scopes: scopesOf(scopeIds),
      })),
    ),
    organizationScopes: sorted(
      state.organizationScopes.map(({ name, description }) => `${name} ${description}`),
    ),
    organizationRoles: sorted(
      state.organizationRoles.map(({ name, description, organizationScopeIds, resourceScopeIds }) => ({
        name,
        description,
        organizationScopes: namesOf(state.organizationScopes, organizationScopeIds),
        scopes: scopesOf(resourceScopeIds),
      })),
    ),
    users: sorted(
      state.users.map(({ id: _id, isSuspended: _isSuspended, roleIds, ...user }) => ({
        ...user,
        roles: namesOf(state.roles, roleIds),
      })),
    ),
    organizations: sorted(
      state.organizations
        .filter(({ name }) => name !== 'Logto samples: record of pnpm provision')
        .map(({ name, description, members }) => ({
          name,
          description,
          members: sorted(
            [...members].map(
              ([userId, roles]) =>
                `${state.users.find(({ id }) => id === userId)?.username}: ${namesOf(state.organizationRoles, roles)}`,
            ),
          ),
        })),
    ),
    connectors: sorted(
      state.connectors.map(({ connectorId, metadata, config, syncProfile, enableTokenStorage }) => ({
        connectorId,
        metadata,
        config,
        syncProfile,
        enableTokenStorage,
      })),
    ),
  };
};

const keys = (granted: Tenant['roles'][number]['resourceScopes']) =>
  sorted(granted.flatMap(({ resource, scopes }) => scopes.map((scope) => `${scope} ${resource}`)));

/** The contents that Logto should have for a tenant's data. */
export const contentsWanted = (tenant: Tenant): ReturnType<typeof contentsOf> => ({
  applications: sorted(
    tenant.applications.map(({ id: _id, secret: _secret, postSignOutRedirectUris, ...application }) => ({
      ...application,
      corsAllowedOrigins: application.corsAllowedOrigins ?? [],
      roles: sorted(application.roles ?? []),
      postLogoutRedirectUris: postSignOutRedirectUris,
    })),
  ),
  resources: sorted(
    tenant.resources.map(({ name, indicator, accessTokenTtl }) => ({ name, indicator, accessTokenTtl })),
  ),
  scopes: sorted(
    tenant.resources.flatMap(({ indicator, scopes }) =>
      scopes.map(({ name, description }) => `${name} ${indicator} ${description}`),
    ),
  ),
  roles: sorted(
    tenant.roles.map(({ name, description, type, resourceScopes }) => ({
      name,
      description,
      type,
      scopes: keys(resourceScopes),
    })),
  ),
  organizationScopes: sorted(
    tenant.organizationScopes.map(({ name, description }) => `${name} ${description}`),
  ),
  organizationRoles: sorted(
    tenant.organizationRoles.map(({ name, description, organizationScopes, resourceScopes }) => ({
      name,
      description,
      organizationScopes: sorted(organizationScopes),
      scopes: keys(resourceScopes),
    })),
  ),
  users: sorted(
    tenant.users.map(({ memberships: _memberships, roles, ...user }) => ({
      username: user.username,
      primaryEmail: user.primaryEmail ?? null,
      primaryPhone: user.primaryPhone ?? null,
      name: user.name ?? null,
      avatar: user.avatar ?? null,
      customData: user.customData ?? {},
      profile: user.profile ?? {},
      password: user.password,
      roles: sorted(roles),
    })),
  ),
  organizations: sorted(
    tenant.organizations.map(({ name, description }) => ({
      name,
      description,
      members: sorted(
        tenant.users.flatMap(({ username, memberships }) =>
          memberships
            .filter(({ organization }) => organization === name)
            .map(({ roles }) => `${username}: ${sorted(roles)}`),
        ),
      ),
    })),
  ),
  connectors: sorted(
    tenant.connectors.map((connector) => ({
      connectorId: connector.connectorId,
      metadata:
        connector.connectorId === 'oidc'
          ? { ...connector.metadata, name: { en: connector.metadata.name } }
          : {},
      config: connector.config,
      syncProfile: connector.connectorId === 'oidc' && connector.syncProfile,
      enableTokenStorage: connector.connectorId === 'oidc' && connector.enableTokenStorage,
    })),
  ),
});
