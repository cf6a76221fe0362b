import type { Connector, OidcConnector, SignInExperience, SignInMethod, Tenant } from '@repo/tenant';
import type { OidcProvider, Providers } from './providers.ts';

const packages = {
  oidc: '@logto/connector-oidc',
  'tencent-short-message-service': '@logto/connector-tencent-sms',
};

type Surroundings = {
  providers: Providers;
  /** The ids of the connector factories that Logto has. */
  factories: string[];
  endpoint: string;
};

/** Where the provider of a social connector sends users back to. */
export const redirectUri = (endpoint: string, connectorId: string): string =>
  `${endpoint}/callback/${connectorId}`;

const isOfLocalLogto = ({ config }: Connector): boolean => JSON.stringify(config).includes('{upstream}');

const withProvider = (connector: OidcConnector, provider: OidcProvider, isFirst: boolean): OidcConnector => {
  const { name, issuer, jwksUri, scopes, ...settings } = provider;
  const { config, metadata } = connector;
  const scope = config.scope.split(' ').filter((wanted) => scopes?.includes(wanted) ?? true);
  return {
    ...connector,
    // Two buttons of the same name could not be told apart.
    metadata: name && isFirst ? { target: metadata.target, name } : metadata,
    config: {
      ...config,
      ...settings,
      scope: scope.join(' '),
      idTokenVerificationConfig: { ...config.idTokenVerificationConfig, issuer, jwksUri },
    },
  };
};

/** The connector with a provider that a real Logto can reach, or the reason why it has none. */
const connect = (
  connector: Connector,
  tenant: Tenant,
  { providers, endpoint }: Surroundings,
): Connector | string => {
  if (connector.connectorId === 'oidc') {
    if (!isOfLocalLogto(connector)) return connector;
    const isFirst = connector === tenant.connectors.find(isOfLocalLogto);
    if (providers.oidc) return withProvider(connector, providers.oidc, isFirst);
    return `The connector "${connector.metadata.target}" is left out: its provider is part of local Logto. For your own provider, register ${redirectUri(endpoint, connector.id)} there, and set OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET (docs/connectors.md)`;
  }
  if (providers.tencent) return { ...connector, config: providers.tencent };
  if (!tenant.providers.tencent) return connector;
  return `The connector "${connector.connectorId}" is left out: its keys are for local Logto only. For your own account at Tencent Cloud, set the TENCENT_ variables (docs/connectors.md)`;
};

const withPassword = (identifier: SignInMethod['identifier']): SignInMethod => ({
  identifier,
  password: true,
  verificationCode: false,
  isPasswordPrimary: true,
});

/** The ways to sign in that are left where nobody gets a code. */
const withoutCodes = ({ signIn, signUp, ...experience }: SignInExperience): SignInExperience => {
  const identifiers = signIn.methods.filter(({ password }) => password).map(({ identifier }) => identifier);
  return {
    ...experience,
    signIn: { methods: (identifiers.length > 0 ? identifiers : (['username'] as const)).map(withPassword) },
    signUp: signUp.identifiers.includes('phone') ? { identifiers: ['username'], password: true } : signUp,
    forgotPasswordMethods: [],
  };
};

/**
 * Gives the connectors of a tenant the providers that a real Logto can reach, and leaves out those that have none or are
 * not installed, together with the ways to sign in that need them.
 *
 * @returns The tenant to create, and one line for everything that is left out, with what to do about it.
 */
export const chooseConnectors = (
  tenant: Tenant,
  surroundings: Surroundings,
): { tenant: Tenant; leftOut: string[] } => {
  const candidates = tenant.connectors.map((connector) => connect(connector, tenant, surroundings));
  const connected = candidates.filter((candidate) => typeof candidate !== 'string');
  const isInstalled = ({ connectorId }: Connector) => surroundings.factories.includes(connectorId);
  const connectors = connected.filter(isInstalled);
  const missing = connected.filter((connector) => !isInstalled(connector));
  const missingPackages = [...new Set(missing.map(({ connectorId }) => packages[connectorId]))];

  const targets = connectors.flatMap((connector) =>
    connector.connectorId === 'oidc' ? [connector.metadata.target] : [],
  );
  const sendsCodes = connectors.some(({ connectorId }) => connectorId !== 'oidc');
  const experience = sendsCodes ? tenant.signInExperience : withoutCodes(tenant.signInExperience);
  const socialSignInConnectorTargets = experience.socialSignInConnectorTargets.filter((target) =>
    targets.includes(target),
  );
  const leftOut = candidates.filter((candidate) => typeof candidate === 'string');
  if (missingPackages.length > 0) {
    leftOut.push(
      `This Logto has not installed ${missingPackages.join(' and ')}: run "npx @logto/cli connector add ${missingPackages.join(' ')}" in its folder, and restart it`,
    );
  }
  return {
    tenant: { ...tenant, connectors, signInExperience: { ...experience, socialSignInConnectorTargets } },
    leftOut,
  };
};
