import { z } from 'zod';

/** Secrets that start with this are public: they are for development on localhost only. */
const localSecretPrefix = 'local-only';

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

const missing = (issue: { input?: unknown }) =>
  issue.input === undefined || issue.input === '' ? 'is missing' : undefined;

/** Any text that is not empty. */
export const text = z.string({ error: missing }).min(1, { error: 'is missing', abort: true });

/** An http(s) address, returned without a trailing slash. */
export const origin = text
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
    error: 'must be an http(s) address such as http://localhost:3001',
  })
  // Logto Console shows addresses with a trailing slash; redirect URIs are built without one.
  .transform((value) => value.replace(/\/+$/, ''));

const schema = z.object({
  LOGTO_ENDPOINT: origin,
  LOGTO_APP_ID: text,
  LOGTO_APP_SECRET: text,
  BASE_URL: origin,
  COOKIE_SECRET: text.min(32, { error: 'must have at least 32 characters' }),
  RESOURCE_SERVER_URL: origin,
  SESSION_STORE: z
    .string()
    .regex(/^rediss?:\/\/\S+$/, { error: 'must be an address such as redis://localhost:6379' })
    .optional(),
  HOST: z.string().optional(),
  PORT: z.coerce.number({ error: 'must be a port number' }).int().min(1).max(65_535).optional(),
});

/** What an app needs to sign users in, in the spelling of Logto's SDKs. */
export type Environment = {
  /** Logto's address without a trailing slash. The issuer is `${endpoint}/oidc`. */
  endpoint: string;
  appId: string;
  appSecret: string;
  /** The app's public address, without a trailing slash. */
  baseUrl: string;
  /** Encrypts or signs the session cookie: 32 characters or more. */
  cookieSecret: string;
  /** Whether cookies are sent over https only: true if the base URL is https. */
  cookieSecure: boolean;
  /** The address of the API that access tokens are for, without a trailing slash. */
  resourceServerUrl: string;
  /** The address of the Redis that stores sessions; undefined keeps the app's own default. */
  sessionStore: string | undefined;
  /** The port to listen on: `PORT`, or else the port of the base URL. */
  port: number;
  /** The host to listen on: `HOST`, or else loopback if the base URL is local, or else every interface. */
  host: string;
};

/**
 * Checks environment variables against a schema, all at once.
 *
 * @param file The file that an error tells the reader to change.
 * @throws Error with one line per variable that is missing or invalid: its name, the problem and the file.
 */
export const parseEnvironment = <Schema extends z.ZodType>(
  schema: Schema,
  file: string,
  variables: Record<string, string | undefined>,
): z.output<Schema> => {
  const { success, data, error } = schema.safeParse(variables);
  if (success) return data;
  const lines = error.issues.map(({ path, message }) => `${path.join('.')} ${message}: set it in ${file}`);
  throw new Error([...new Set(lines)].join('\n'));
};

/**
 * Reads an app's environment variables.
 *
 * @param file The file that an error tells the reader to change, such as `.env.local`.
 * @param variables The variables to read; the process's own by default.
 * @throws Error with one line per variable that is missing or invalid: its name, the problem and the file.
 */
export const readEnvironment = (
  file: string,
  variables: Record<string, string | undefined> = process.env,
): Environment => {
  const environment = parseEnvironment(schema, file, variables);
  const baseUrl = new URL(environment.BASE_URL);
  const isLocal = loopbackHosts.has(baseUrl.hostname);

  const publicSecrets = (['LOGTO_APP_SECRET', 'COOKIE_SECRET'] as const).filter((name) =>
    environment[name].startsWith(localSecretPrefix),
  );
  if (!isLocal && publicSecrets.length > 0) {
    const lines = publicSecrets.map(
      (name) =>
        `${name} is a public value for localhost only, and BASE_URL is ${environment.BASE_URL}: set your own in ${file}`,
    );
    throw new Error(lines.join('\n'));
  }

  return {
    endpoint: environment.LOGTO_ENDPOINT,
    appId: environment.LOGTO_APP_ID,
    appSecret: environment.LOGTO_APP_SECRET,
    baseUrl: environment.BASE_URL,
    cookieSecret: environment.COOKIE_SECRET,
    cookieSecure: baseUrl.protocol === 'https:',
    resourceServerUrl: environment.RESOURCE_SERVER_URL,
    sessionStore: environment.SESSION_STORE,
    port: environment.PORT ?? (Number(baseUrl.port) || 3000),
    host: environment.HOST || (isLocal ? 'localhost' : '::'),
  };
};
