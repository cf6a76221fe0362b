import type { Application } from '@repo/tenant';
import type { AdapterPayload, Configuration, JWK, KoaContextWithOIDC } from 'oidc-provider';
import type { Faults } from '../control/faults.ts';
import type { RequestLog } from '../control/request-log.ts';
import type { Directory } from '../directory.ts';
import { renderSignedOut, renderSigningOut } from '../screens/screens.ts';
import { postToApp } from './back-channel.ts';
import { claimsByScope, claimsOf } from './claims.ts';
import type { MemoryStore } from './memory-store.ts';
import { errors } from './oidc-provider.ts';
import { promptLocation } from './prompt-location.ts';
import { checkOrganizationAccess, jwtAccessToken, requestedOrganization } from './refresh-grant.ts';
import { signingAlgorithm } from './signing-key.ts';

export type ProviderOptions = {
  issuer: string;
  directory: Directory;
  store: MemoryStore;
  faults: Faults;
  log: RequestLog;
  cookieKeys: string[];
  signingKey: JWK;
  /** Receives errors inside the server. */
  report: (error: unknown) => void;
};

const hour = 3600;
const day = 24 * hour;

const grantTypes: Record<Application['type'], string[]> = {
  Traditional: ['authorization_code', 'refresh_token'],
  SPA: ['authorization_code', 'refresh_token'],
  Native: ['authorization_code', 'refresh_token'],
  MachineToMachine: ['client_credentials'],
};

/** oidc-provider's metadata of an application. */
const clientOf = ({
  id,
  secret,
  name,
  type,
  redirectUris,
  postSignOutRedirectUris,
  backchannelLogoutUri,
  backchannelLogoutSessionRequired,
}: Application): AdapterPayload => ({
  client_id: id,
  client_secret: secret,
  client_name: name,
  application_type: type === 'Native' ? 'native' : 'web',
  grant_types: grantTypes[type],
  ...(type === 'MachineToMachine' && { response_types: [] }),
  token_endpoint_auth_method: type === 'SPA' || type === 'Native' ? 'none' : 'client_secret_basic',
  id_token_signed_response_alg: signingAlgorithm,
  redirect_uris: redirectUris,
  // A real Logto accepts an origin with and without a trailing slash.
  post_logout_redirect_uris: postSignOutRedirectUris.flatMap((uri) =>
    new URL(uri).pathname === '/' ? [uri, uri.replace(/\/$/, '')] : [uri],
  ),
  backchannel_logout_uri: backchannelLogoutUri,
  backchannel_logout_session_required: backchannelLogoutSessionRequired,
});

/** The public client of the page `/account`, which every Logto has. */
const accountCenterOf = (issuer: string): AdapterPayload => ({
  client_id: 'account-center',
  application_type: 'web',
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: 'none',
  id_token_signed_response_alg: signingAlgorithm,
  redirect_uris: [new URL('/account', issuer).href],
});

/** Returns the settings with which oidc-provider answers as a real Logto 1.42 does. */
export const providerConfiguration = (options: ProviderOptions): Configuration => {
  const { directory, store, faults, log } = options;
  const cookies = { path: '/', sameSite: 'lax', signed: true, overwrite: true } as const;

  /** The permissions for an API resource: those of the user, or of an application without one. */
  const scopesOf = (context: KoaContextWithOIDC, clientId: string, indicator: string): string[] => {
    const organizationId = requestedOrganization(context);
    const application = directory.application(clientId);
    if (application?.type === 'MachineToMachine') {
      return directory.machineScopes(application, indicator, organizationId);
    }
    const { session, entities } = context.oidc;
    const account = directory.account(session?.accountId ?? entities.Account?.accountId ?? '');
    return account ? directory.resourceScopes(account, indicator, organizationId) : [];
  };

  return {
    adapter: (model) => ({
      ...store.adapter(model),
      ...(model === 'Client' && {
        find: async (id: string) => {
          if (id === 'account-center') return accountCenterOf(options.issuer);
          const application = directory.application(id);
          if (!application) throw new errors.InvalidClient(`invalid client ${id}`);
          return clientOf(application);
        },
      }),
    }),
    claims: claimsByScope,
    clientBasedCORS: (_context, origin, { clientId, redirectUris = [] }) => {
      const { corsAllowedOrigins = [] } = directory.application(clientId) ?? {};
      return [options.issuer, ...redirectUris, ...corsAllowedOrigins].some(
        // The origin of a custom scheme is "null", and so is that of a sandboxed page.
        (uri) => origin !== 'null' && new URL(uri).origin === origin,
      );
    },
    // A real Logto puts profile claims into the ID token of the code flow.
    conformIdTokenClaims: false,
    cookies: { keys: options.cookieKeys, long: cookies, short: cookies },
    enabledJWA: { idTokenSigningAlgValues: [signingAlgorithm] },
    extraParams: [
      'direct_sign_in',
      'first_screen',
      'identifier',
      'interaction_mode',
      'one_time_token',
      'organization_id',
    ],
    extraTokenClaims: (context, token) => {
      const organizationId = requestedOrganization(context);
      return context.oidc.params?.resource && token.resourceServer && organizationId
        ? { organization_id: organizationId }
        : undefined;
    },
    features: {
      backchannelLogout: { enabled: true },
      clientCredentials: { enabled: true },
      deviceFlow: { enabled: true },
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      introspection: { enabled: true, allowedPolicy: () => true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => undefined,
        useGrantedResource: () => false,
        getResourceServerInfo: (context, indicator, client) => {
          const resource = directory.resource(indicator);
          if (!resource) throw new errors.InvalidTarget();
          return jwtAccessToken(
            scopesOf(context, client.clientId, indicator),
            faults.accessTokenTtl ?? resource.accessTokenTtl,
          );
        },
      },
      revocation: {
        enabled: true,
        allowedPolicy: (_context, client, token) => {
          if (token.clientId === client.clientId) return true;
          throw new errors.InvalidRequest('client is not authorized to revoke the presented token');
        },
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: renderSigningOut,
        postLogoutSuccessSource: renderSignedOut,
      },
    },
    fetch: postToApp(directory, log),
    findAccount: (_context, id) => {
      const account = directory.account(id);
      if (!account) throw new errors.InvalidGrant('user not found');
      return { accountId: id, claims: (use) => claimsOf(directory, account, use, faults) };
    },
    formats: {
      customizers: {
        // oidc-provider omits an empty scope; a real Logto does so only for applications without a user.
        jwt: (_context, token, parts) => {
          parts.payload.scope = token.scope ?? (token.kind === 'AccessToken' ? '' : undefined);
        },
      },
    },
    interactions: { url: promptLocation },
    jwks: { keys: [options.signingKey] },
    pkce: { required: (_context, { clientAuthMethod }) => clientAuthMethod === 'none' },
    renderError: (context, error) => {
      context.body = error;
    },
    rotateRefreshToken: (context) => {
      // A real Logto checks the organization at this point: the request is valid, and nothing has changed yet.
      checkOrganizationAccess(directory, context);
      const { Client: client, RefreshToken: refreshToken } = context.oidc.entities;
      const isPublic = client?.clientAuthMethod === 'none';
      return isPublic || faults.rotateAlways || (refreshToken?.ttlPercentagePassed() ?? 0) >= 70;
    },
    scopes: ['openid', 'offline_access', ...Object.keys(claimsByScope)],
    ttl: {
      AccessToken: (_context, token) => faults.accessTokenTtl ?? token.resourceServer?.accessTokenTTL ?? hour,
      AuthorizationCode: 60,
      ClientCredentials: (_context, token) =>
        faults.accessTokenTtl ?? token.resourceServer?.accessTokenTTL ?? hour,
      DeviceCode: 600,
      Grant: 180 * day,
      IdToken: hour,
      Interaction: hour,
      RefreshToken: 14 * day,
      Session: 14 * day,
    },
  };
};
