import type { CanBePromise, KoaContextWithOIDC, TokenEndpointGrantContext } from 'oidc-provider';
import type { Directory } from './directory.ts';
import { errors } from './oidc-provider.ts';
import { signingAlgorithm } from './signing-keys.ts';

/** How an access token looks to the API: signed, with the given permissions and lifetime. */
export const jwtAccessToken = (scopes: string[], accessTokenTTL: number) => ({
  accessTokenFormat: 'jwt' as const,
  jwt: { sign: { alg: signingAlgorithm } as const },
  accessTokenTTL,
  scope: scopes.join(' '),
});

const organizationsScope = 'urn:logto:scope:organizations';

/** The organization that a token request names, if any. */
export const requestedOrganization = ({ oidc }: KoaContextWithOIDC): string | undefined => {
  const id = oidc.params?.organization_id;
  return typeof id === 'string' && id ? id : undefined;
};

/**
 * Refuses a refresh for an organization that the user is no member of, or without the scope for it.
 * Runs after oidc-provider has accepted the refresh token and before it rotates it, as in a real Logto.
 *
 * @throws AccessDenied or InsufficientScope, both with status 403.
 */
export const checkOrganizationAccess = (directory: Directory, context: KoaContextWithOIDC): void => {
  const organizationId = requestedOrganization(context);
  if (!organizationId) return;
  const { RefreshToken: refreshToken } = context.oidc.entities;
  const account = directory.account(refreshToken?.accountId ?? '');
  const isMember = account && directory.organizationsOf(account).some(({ id }) => id === organizationId);
  if (!isMember) {
    const denied = new errors.AccessDenied('user is not a member of the organization');
    denied.statusCode = 403;
    throw denied;
  }
  if (!refreshToken?.scopes.has(organizationsScope)) {
    throw new errors.InsufficientScope('refresh token missing required scope', organizationsScope);
  }
};

/** How oidc-provider answers one kind of token request. */
export type GrantHandler<Parameters extends object> = (
  context: TokenEndpointGrantContext<Parameters>,
) => CanBePromise<void>;

/**
 * Wraps oidc-provider's refresh grant (RFC 6749, section 6), which knows nothing of organizations: with
 * `organization_id` and no `resource`, the answer's access token becomes one for the organization.
 */
export const withOrganizationTokens =
  <Parameters extends object>(
    directory: Directory,
    refresh: GrantHandler<Parameters>,
  ): GrantHandler<Parameters> =>
  async (context) => {
    await refresh(context);
    const { provider, client, params, entities, requestParamScopes } = context.oidc;
    const organizationId = requestedOrganization(context);
    if (!organizationId || params.resource) return;

    const { AccessToken: issued, RefreshToken: refreshToken } = entities;
    const account = directory.account(issued?.accountId ?? '');
    if (!issued || !refreshToken || !account) return;
    const requested = params.scope ? requestParamScopes : refreshToken.scopes;
    const held = directory.organizationScopes(account, organizationId);
    const scopes = held.filter((scope) => requested.has(scope));

    // A token of its own: adding scopes to the grant or the refresh token would leak them into later tokens.
    const token = new provider.AccessToken({
      accountId: account.id,
      client,
      grantId: issued.grantId,
      gty: issued.gty,
      scope: scopes.join(' '),
      resourceServer: {
        ...jwtAccessToken(held, 3600),
        audience: `urn:logto:organization:${organizationId}`,
        identifier: () => `urn:logto:organization:${organizationId}`,
        scopes: new Set(held),
      },
    });
    await issued.destroy();
    context.body = {
      ...(typeof context.body === 'object' ? context.body : {}),
      access_token: await token.save(),
      expires_in: token.expiration,
      scope: token.scope,
    };
  };
