import type { Directory } from '../directory.ts';
import { errors } from './oidc-provider.ts';
import { type GrantHandler, jwtAccessToken, requestedOrganization } from './refresh-grant.ts';

/**
 * Adds organization tokens to oidc-provider's grant for applications without a user (RFC 6749, section 4.4), and demands,
 * as a real Logto does, that a request names what the token is for.
 */
export const withMachineTokens =
  <Parameters extends object>(
    directory: Directory,
    issue: GrantHandler<Parameters>,
  ): GrantHandler<Parameters> =>
  async (context) => {
    const { provider, client, params } = context.oidc;
    const organizationId = requestedOrganization(context);
    if (!organizationId) {
      if (params.resource) return issue(context);
      throw new errors.InvalidTarget('both `resource` and `organization_id` are not provided');
    }
    const application = directory.application(client.clientId);
    const name = directory.organization(organizationId)?.name;
    if (!name || !application?.organizations?.includes(name)) {
      const denied = new errors.AccessDenied('app has not associated with the organization');
      denied.statusCode = 403;
      throw denied;
    }
    if (params.resource) return issue(context);

    const audience = `urn:logto:organization:${organizationId}`;
    const token = new provider.ClientCredentials({
      client,
      // An application of the tenant has no roles in organizations.
      scope: '',
      resourceServer: {
        ...jwtAccessToken([], 3600),
        audience,
        identifier: () => audience,
        scopes: new Set(),
      },
    });
    context.body = {
      access_token: await token.save(),
      expires_in: token.expiration,
      token_type: token.tokenType,
      scope: '',
    };
  };
