import { z } from 'zod';

/** Any text that is not empty. */
export const text = z.string({ error: 'is missing' }).min(1, { error: 'is missing', abort: true });

/** An http(s) address, returned without a trailing slash. */
export const origin = text
  .pipe(
    z.url({
      protocol: /^https?$/,
      error: 'must be an http(s) address such as http://localhost:3001',
      abort: true,
    }),
  )
  // Logto Console shows addresses with a trailing slash; redirect URIs are built without one.
  .transform((value) => value.replace(/\/+$/, ''));

const loopback = ['localhost', '127.0.0.1', '[::1]', '::1'];

const isLocal = (address: string) => loopback.includes(new URL(address).hostname);

const isIpAddress = (host: string) => /^\d+(\.\d+){3}$|:/.test(host);

const schema = z
  .object({
    LOGTO_ENDPOINT: origin,
    LOGTO_APP_ID: text,
    LOGTO_APP_SECRET: text,
    BASE_URL: origin,
    COOKIE_SECRET: text.min(32, { error: 'must have at least 32 characters' }),
    RESOURCE_SERVER_URL: origin,
    // #region redis
    SESSION_STORE: z
      .string()
      .refine((value) => /^rediss?:\/\/[^/]/.test(value) && URL.canParse(value), {
        error: 'must be an address such as redis://localhost:6379',
      })
      .optional(),
    // #endregion
    SESSION_IDLE_MINUTES: z.coerce
      .number({ error: 'must be a whole number of minutes' })
      .int({ error: 'must be a whole number of minutes' })
      .min(1, { error: 'must be at least 1 minute' })
      .max(20_160, { error: 'must be at most 20160 minutes, which is 14 days' })
      .optional(),
    HOST: z.string().optional(),
    HOSTNAME: z.string().optional(),
    PORT: z.coerce.number({ error: 'must be a port number' }).int().min(1).max(65_535).optional(),
  })
  .superRefine(({ BASE_URL, HOST, HOSTNAME, ...variables }, context) => {
    const reasons = [
      !isLocal(BASE_URL) && `BASE_URL is ${BASE_URL}`,
      HOST && !loopback.includes(HOST) && `HOST is ${HOST}`,
      // Where a Next.js container listens. A shell sets it to the machine's name, where nothing needs to listen.
      HOSTNAME && isIpAddress(HOSTNAME) && !loopback.includes(HOSTNAME) && `HOSTNAME is ${HOSTNAME}`,
    ];
    const reason = reasons.find(Boolean);
    for (const name of ['LOGTO_APP_SECRET', 'COOKIE_SECRET'] as const) {
      if (!reason || !variables[name].startsWith('local-only')) continue;
      context.addIssue({
        code: 'custom',
        path: [name],
        message: `is a public value for localhost only, and ${reason}`,
      });
    }
  })
  .transform((variables) => ({
    /** Logto's address without a trailing slash. The issuer is `${endpoint}/oidc`. */
    endpoint: variables.LOGTO_ENDPOINT,
    appId: variables.LOGTO_APP_ID,
    appSecret: variables.LOGTO_APP_SECRET,
    /** The app's public address, without a trailing slash. */
    baseUrl: variables.BASE_URL,
    /** Encrypts or signs the session cookie: 32 characters or more. */
    cookieSecret: variables.COOKIE_SECRET,
    /** Whether cookies are sent over https only: true if the base URL is https. */
    cookieSecure: new URL(variables.BASE_URL).protocol === 'https:',
    /** The address of the API that access tokens are for, without a trailing slash. */
    resourceServerUrl: variables.RESOURCE_SERVER_URL,
    // #region redis
    /** The address of the Redis that stores sessions; undefined keeps the app's own default. */
    sessionStore: variables.SESSION_STORE,
    // #endregion
    /** After how many minutes without a visit a session ends; undefined means no limit. */
    idleMinutes: variables.SESSION_IDLE_MINUTES,
    /** The port to listen on: `PORT`, or else the port of the base URL. */
    port: variables.PORT ?? (Number(new URL(variables.BASE_URL).port) || 3000),
    /** The host to listen on: `HOST`, or else loopback if the base URL is local, or else every interface. */
    host: variables.HOST || (isLocal(variables.BASE_URL) ? 'localhost' : '::'),
  }));

/** What an app needs to sign users in, in the spelling of Logto's SDKs. */
export type Environment = z.output<typeof schema>;

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
  throw new Error(lines.join('\n'));
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
): Environment => parseEnvironment(schema, file, variables);
