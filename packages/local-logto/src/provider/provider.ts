import { noteDetails } from '../control/request-log.ts';
import { type ProviderOptions, providerConfiguration } from './configuration.ts';
import { errorForm, unknownRoute } from './error-form.ts';
import { interactionPerApp } from './interaction-cookie.ts';
import { withMachineTokens } from './machine-grant.ts';
import { caching, noDevicePages, postAsGet, returnWithoutQuery, splitResources } from './middleware.ts';
import { errors, Provider } from './oidc-provider.ts';
import { isRegistered } from './redirect-uris.ts';
import { type GrantHandler, withOrganizationTokens } from './refresh-grant.ts';

export type LogtoProvider = InstanceType<typeof Provider>;

type Names = string | readonly string[] | ReadonlySet<string>;

const grantsForOrganizations = new Map([
  ['refresh_token', withOrganizationTokens],
  ['client_credentials', withMachineTokens],
]);

/** Creates the OpenID provider, which is served under `/oidc` and answers as a real Logto 1.42 does. */
export const createProvider = (options: ProviderOptions): LogtoProvider => {
  const { directory } = options;

  // oidc-provider registers its own grants in its constructor, so only a subclass can wrap one.
  class ProviderWithOrganizations extends Provider {
    override registerGrantType<Parameters extends object>(
      name: string,
      handler: GrantHandler<Parameters>,
      parameters: Names = [],
      duplicates: Names = [],
    ): void {
      const wrap = grantsForOrganizations.get(name);
      const accepted = typeof parameters === 'string' ? [parameters] : [...parameters];
      super.registerGrantType(
        name,
        wrap ? wrap(directory, handler) : handler,
        wrap ? [...accepted, 'organization_id'] : accepted,
        duplicates,
      );
    }
  }

  const provider = new ProviderWithOrganizations(options.issuer, providerConfiguration(options));
  // The caller says in headers at which address the request was meant to arrive.
  provider.proxy = true;
  // oidc-provider has no setting for wildcards. It accepts any port on loopback addresses for native apps (RFC 8252, 7.3).
  const { redirectUriAllowed } = provider.Client.prototype;
  provider.Client.prototype.redirectUriAllowed = function (uri) {
    const isNative = this.applicationType === 'native';
    return isRegistered(this.redirectUris ?? [], uri) || (isNative && redirectUriAllowed.call(this, uri));
  };
  // A real Logto offers token exchange, but not to traditional web apps.
  provider.registerGrantType('urn:ietf:params:oauth:grant-type:token-exchange', () => {
    throw new errors.UnsupportedGrantType();
  });
  const outerToInner = [
    noteDetails,
    errorForm(options.report),
    splitResources,
    postAsGet,
    returnWithoutQuery,
    caching,
    noDevicePages,
    interactionPerApp,
    unknownRoute,
  ];
  for (const middleware of outerToInner) provider.use(middleware);
  provider.on('server_error', (_context, error) => options.report(error));
  return provider;
};
