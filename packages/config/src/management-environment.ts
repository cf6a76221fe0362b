import { z } from 'zod';
import { origin, text } from './environment.ts';

const file = '.env.local at the root of the repository';

/** Logto seeds this machine-to-machine application into the admin tenant of every self-hosted Logto. */
const seededAppId = 'm-default';

// A line `LOGTO_DB_URL=` in the file means that there is none.
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
});

/** How to reach Logto's Management API. */
export type ManagementEnvironment = {
  /** Logto's address without a trailing slash: that of the tenant that the apps sign in to. */
  endpoint: string;
  /** Where the access token comes from: the endpoint, or, for `m-default`, the admin tenant's. */
  tokenEndpoint: string;
  /** The Management API as an API resource. */
  indicator: string;
  appId: string;
  /** Without it, the secret of `m-default` is to be read from the database. */
  appSecret: string | undefined;
  databaseUrl: string | undefined;
};

const indicatorOf = (endpoint: string): string => {
  const { protocol, hostname } = new URL(endpoint);
  // Every tenant of Logto Cloud has a Management API of its own; a self-hosted Logto has one tenant, `default`.
  return protocol === 'https:' && hostname.endsWith('.logto.app')
    ? `${endpoint}/api`
    : 'https://default.logto.app/api';
};

/**
 * Reads where Logto is and who may manage it: Logto Cloud, or a self-hosted one.
 *
 * @param variables The variables to read; the process's own by default.
 * @throws Error with one line per variable that is missing or unusable, each naming variable, file and cure.
 */
export const readManagementEnvironment = (
  variables: Record<string, string | undefined> = process.env,
): ManagementEnvironment => {
  const { success, data, error } = schema.safeParse(variables);
  if (!success) {
    const lines = error.issues.map(({ path, message }) => `${path.join('.')} ${message}: set it in ${file}`);
    throw new Error([...new Set(lines)].join('\n'));
  }

  const isSelfHosted = Boolean(data.LOGTO_ADMIN_ENDPOINT ?? data.LOGTO_DB_URL);
  const appId = data.LOGTO_MANAGEMENT_APP_ID ?? (isSelfHosted ? seededAppId : undefined);
  const canReadSecret = appId === seededAppId && data.LOGTO_DB_URL !== undefined;
  const lines = [
    !appId && `LOGTO_MANAGEMENT_APP_ID is missing: set it in ${file} to a machine-to-machine application`,
    appId === seededAppId &&
      !data.LOGTO_ADMIN_ENDPOINT &&
      `LOGTO_ADMIN_ENDPOINT is missing, and ${seededAppId} lives in the admin tenant: set it in ${file}, such as http://localhost:3302`,
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
  };
};
