import { origin, parseEnvironment, text } from '@repo/config/environment';
import { z } from 'zod';

const file = '.env.local at the root of the repository';

/** Every self-hosted Logto creates this machine-to-machine application in its admin tenant. */
const seededAppId = 'm-default';

// `LOGTO_DB_URL=` in a file means that there is no value.
const optional = <Value extends z.ZodType>(value: Value) =>
  z.preprocess((input) => (input === '' ? undefined : input), value.optional());

const schema = z.object({
  LOGTO_ENDPOINT: origin,
  LOGTO_ADMIN_ENDPOINT: optional(origin),
  LOGTO_MANAGEMENT_APP_ID: optional(text),
  LOGTO_MANAGEMENT_APP_SECRET: optional(text),
  LOGTO_MANAGEMENT_API: optional(text),
  LOGTO_DB_URL: optional(
    z.string().regex(/^postgres(ql)?:\/\/\S+$/, {
      error: 'must be an address such as postgres://logto:PASSWORD@localhost:5432/logto',
    }),
  ),
  OIDC_PROVIDER_SSRF_PROTECTION_DISABLED: optional(
    z.enum(['true', 'false'], { error: 'must be true or false, as your Logto has it' }),
  ),
});

/** How to reach Logto's Management API. */
export type ManagementEnvironment = {
  /** The address of the tenant that the apps sign in to, without a trailing slash. */
  endpoint: string;
  /** The tenant that issues the access token: the admin tenant for `m-default`, otherwise the endpoint. */
  tokenEndpoint: string;
  /** The resource indicator of the Management API. */
  indicator: string;
  appId: string;
  /** If undefined, the secret of `m-default` is read from the database. */
  appSecret: string | undefined;
  databaseUrl: string | undefined;
  /** Whether this Logto posts logout tokens to loopback addresses. */
  reachesLoopback: boolean;
};

const indicatorOf = (endpoint: string): string => {
  const { protocol, hostname } = new URL(endpoint);
  // On Logto Cloud each tenant has its own Management API; a self-hosted Logto has a single tenant, `default`.
  return protocol === 'https:' && hostname.endsWith('.logto.app')
    ? `${endpoint}/api`
    : 'https://default.logto.app/api';
};

/**
 * Reads how to reach the Management API of Logto Cloud or of a self-hosted Logto.
 *
 * @param variables The variables to read; the process's own by default.
 * @throws Error with one line per variable that is missing or invalid: its name, the problem and the file.
 */
export const readManagementEnvironment = (
  variables: Record<string, string | undefined> = process.env,
): ManagementEnvironment => {
  const data = parseEnvironment(schema, file, variables);

  const isSelfHosted = Boolean(data.LOGTO_ADMIN_ENDPOINT ?? data.LOGTO_DB_URL);
  const appId = data.LOGTO_MANAGEMENT_APP_ID ?? (isSelfHosted ? seededAppId : undefined);
  const canReadSecret = appId === seededAppId && data.LOGTO_DB_URL !== undefined;
  const lines = [
    !appId && `LOGTO_MANAGEMENT_APP_ID is missing: set it in ${file} to a machine-to-machine application`,
    appId === seededAppId &&
      !data.LOGTO_ADMIN_ENDPOINT &&
      `LOGTO_ADMIN_ENDPOINT is missing, and ${seededAppId} belongs to the admin tenant: set it in ${file}, such as http://localhost:3302`,
    !data.LOGTO_MANAGEMENT_APP_SECRET &&
      !canReadSecret &&
      `LOGTO_MANAGEMENT_APP_SECRET is missing: set it in ${file} (or LOGTO_DB_URL, for ${seededAppId} of a self-hosted Logto)`,
  ].filter((line) => line !== false);
  if (!appId || lines.length > 0) throw new Error(lines.join('\n'));

  return {
    endpoint: data.LOGTO_ENDPOINT,
    tokenEndpoint:
      appId === seededAppId ? (data.LOGTO_ADMIN_ENDPOINT ?? data.LOGTO_ENDPOINT) : data.LOGTO_ENDPOINT,
    indicator: data.LOGTO_MANAGEMENT_API ?? indicatorOf(data.LOGTO_ENDPOINT),
    appId,
    appSecret: data.LOGTO_MANAGEMENT_APP_SECRET,
    databaseUrl: data.LOGTO_DB_URL,
    reachesLoopback: data.OIDC_PROVIDER_SSRF_PROTECTION_DISABLED === 'true',
  };
};
