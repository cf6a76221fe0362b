import { errors, Provider } from './oidc-provider.ts';
import { type ProviderOptions, providerConfiguration } from './provider-configuration.ts';
import {
  caching,
  errorForm,
  interactionPerApp,
  noDevicePages,
  postAsGet,
  splitResources,
  unknownRoute,
} from './provider-middleware.ts';
import { type GrantHandler, withOrganizationTokens } from './refresh-grant.ts';
import { noteDetails } from './request-details.ts';

export type LogtoProvider = InstanceType<typeof Provider>;

type Names = string | readonly string[] | ReadonlySet<string>;

/** Creates the OpenID provider that answers under `/oidc` as a real Logto 1.42 does. */
export const createProvider = (options: ProviderOptions): LogtoProvider => {
  const { directory } = options;

  // oidc-provider registers its own grants while it is constructed, which is the only moment to wrap one.
  class ProviderWithOrganizations extends Provider {
    override registerGrantType<Parameters extends object>(
      name: string,
      handler: GrantHandler<Parameters>,
      parameters: Names = [],
      duplicates: Names = [],
    ): void {
      const isRefresh = name === 'refresh_token';
      const accepted = typeof parameters === 'string' ? [parameters] : [...parameters];
      super.registerGrantType(
        name,
        isRefresh ? withOrganizationTokens(directory, handler) : handler,
        isRefresh ? [...accepted, 'organization_id'] : accepted,
        duplicates,
      );
    }
  }

  const provider = new ProviderWithOrganizations(options.issuer, providerConfiguration(options));
  // A real Logto offers token exchange, though to no app of the kind that is served here.
  provider.registerGrantType('urn:ietf:params:oauth:grant-type:token-exchange', () => {
    throw new errors.UnsupportedGrantType();
  });
  const outerToInner = [
    noteDetails,
    errorForm(options.report),
    splitResources,
    postAsGet,
    caching,
    noDevicePages(directory.tenant),
    interactionPerApp,
    unknownRoute,
  ];
  for (const middleware of outerToInner) provider.use(middleware);
  provider.on('server_error', (_context, error) => options.report(error));
  return provider;
};
