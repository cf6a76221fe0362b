import type { CanBePromise, KoaContextWithOIDC, TokenEndpointGrantContext } from 'oidc-provider';
import type { Directory } from '../directory.ts';
import { errors } from './oidc-provider.ts';
import { signingAlgorithm } from './signing-key.ts';

/** oidc-provider's settings for a signed access token with these permissions and this lifetime in seconds. */
export const jwtAccessToken = (scopes: string[], accessTokenTTL: number) => ({
  accessTokenFormat: 'jwt' as const,
  jwt: { sign: { alg: signingAlgorithm } as const },
  accessTokenTTL,
  scope: scopes.join(' '),
});

const organizationsScope = 'urn:logto:scope:organizations';

/** The id of the organization that a token request names, if any. */
export const requestedOrganization = ({ oidc }: KoaContextWithOIDC): string | undefined => {
  const id = oidc.params?.organization_id;
  return typeof id === 'string' && id ? id : undefined;
};

/**
 * Refuses a refresh for an organization if the user is not a member of it or the scope for organizations is missing.
 * Call it after oidc-provider has accepted the refresh token and before it rotates the token, as a real Logto does.
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

/** A handler of oidc-provider for one grant type. */
export type GrantHandler<Parameters extends object> = (
  context: TokenEndpointGrantContext<Parameters>,
) => CanBePromise<void>;

/**
 * Adds organization tokens to oidc-provider's refresh grant (RFC 6749, section 6): a request with `organization_id`
 * and without `resource` returns an access token for the organization.
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

    // A new token, because scopes added to the grant or the refresh token would leak into later tokens.
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
