import { origin, parseEnvironment, text } from '@repo/config/environment';
import type { OidcConfig, TencentSmsConfig } from '@repo/tenant';
import { readTencentConfig } from '@repo/tenant/read-tencent-config';
import { z } from 'zod';
import { CommandError } from './command-error.ts';

const oidcSchema = z.object({
  OIDC_ISSUER: origin,
  OIDC_CLIENT_ID: text,
  OIDC_CLIENT_SECRET: text,
  OIDC_NAME: z.string().optional(),
});

/** OpenID Connect Discovery 1.0, section 3. */
const discovered = z.object({
  issuer: z.string(),
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  jwks_uri: z.string(),
  scopes_supported: z.array(z.string()).optional(),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
});

/** An OpenID provider that Logto can reach, and Logto's client there. */
export type OidcProvider = {
  /** The name on the button "Continue with …". */
  name: string | undefined;
  clientId: string;
  clientSecret: string;
  issuer: string;
  authorizationEndpoint: string;
  tokenEndpoint: string;
  jwksUri: string;
  tokenEndpointAuthMethod: NonNullable<OidcConfig['tokenEndpointAuthMethod']>;
  /** The scopes that it accepts; undefined if it does not say. */
  scopes: string[] | undefined;
};

/** The providers behind the connectors of a real Logto. Those that are undefined are not configured. */
export type Providers = { oidc?: OidcProvider | undefined; tencent?: TencentSmsConfig | undefined };

const discover = async (issuer: string) => {
  const url = `${issuer}/.well-known/openid-configuration`;
  const response = await fetch(url, { signal: AbortSignal.timeout(30_000) }).catch((error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    throw new CommandError(`Cannot read ${url} (${cause}): check OIDC_ISSUER`);
  });
  const body: unknown = await response.json().catch(() => undefined);
  const { data } = discovered.safeParse(body);
  if (!data) throw new CommandError(`${url} does not describe an OpenID provider: check OIDC_ISSUER`);
  if (data.issuer.replace(/\/+$/, '') !== issuer) {
    throw new CommandError(`${url} belongs to the issuer ${data.issuer}: set OIDC_ISSUER to that`);
  }
  return data;
};

/**
 * Reads your own OpenID provider from `OIDC_ISSUER`, `OIDC_CLIENT_ID`, `OIDC_CLIENT_SECRET` and, if you like,
 * `OIDC_NAME`. The provider itself is asked for its endpoints.
 *
 * @param variables The variables to read; the process's own by default.
 * @returns `undefined` if none of them is set.
 * @throws Error with one line per variable that is missing or invalid. CommandError if the provider cannot be reached,
 *   or supports no client secrets.
 */
export const readOidcProvider = async (
  variables: Record<string, string | undefined> = process.env,
): Promise<OidcProvider | undefined> => {
  if (!Object.keys(oidcSchema.shape).some((name) => variables[name])) return undefined;
  const environment = parseEnvironment(
    oidcSchema,
    '.env.local at the root of the repository, or remove all OIDC_ variables',
    variables,
  );
  const metadata = await discover(environment.OIDC_ISSUER);
  const tokenEndpointAuthMethod = (['client_secret_post', 'client_secret_basic'] as const).find((method) =>
    metadata.token_endpoint_auth_methods_supported.includes(method),
  );
  if (!tokenEndpointAuthMethod) {
    throw new CommandError(`${metadata.issuer} accepts no client secrets: choose another OIDC_ISSUER`);
  }
  return {
    name: environment.OIDC_NAME || undefined,
    clientId: environment.OIDC_CLIENT_ID,
    clientSecret: environment.OIDC_CLIENT_SECRET,
    issuer: metadata.issuer,
    authorizationEndpoint: metadata.authorization_endpoint,
    tokenEndpoint: metadata.token_endpoint,
    jwksUri: metadata.jwks_uri,
    tokenEndpointAuthMethod,
    scopes: metadata.scopes_supported,
  };
};

/** Reads all providers from the environment, as {@link readOidcProvider} and {@link readTencentConfig} do. */
export const readProviders = async (
  variables: Record<string, string | undefined> = process.env,
): Promise<Providers> => ({
  tencent: readTencentConfig(variables),
  oidc: await readOidcProvider(variables),
});
