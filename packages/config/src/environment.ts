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

// Names below `localhost` are loopback, too (RFC 6761, section 6.3).
const isLocal = (address: string) => {
  const { hostname } = new URL(address);
  return loopback.includes(hostname) || hostname.endsWith('.localhost');
};

// Two labels must be literal, or any site below `*.com` would be the app's own. Logto's redirect URIs have the same rule.
const pattern = /^https?:\/\/\*(\.[a-z\d]([a-z\d-]*[a-z\d])?){2,}(:\d+)?$/;

const isOrigin = (address: string) => !address.includes('*') && new URL(address).origin === address;

const schemeOf = (address: string) => address.split(':')[0];

/** The addresses of one app, separated by commas: the main one, then others, or patterns for them. */
const baseUrls = text.transform((value, context): [main: string, ...others: string[]] => {
  const [first = '', ...rest] = value.split(',').map((address) => address.trim().replace(/\/+$/, ''));
  const main = origin.safeParse(first);
  const complain = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };

  if (first.includes('*')) return complain('must begin with an address without a wildcard');
  if (!main.success) return complain(main.error.issues[0]?.message ?? '');
  const wrong = [first, ...rest].find(
    (address) => !pattern.test(address) && !(origin.safeParse(address).success && isOrigin(address)),
  );
  if (rest.length > 0 && wrong !== undefined) {
    return complain(
      `must list addresses without a path, or with one wildcard label as in https://*.preview.example.com, not "${wrong}"`,
    );
  }
  if (rest.includes('https://*.vercel.app'))
    return complain('must not list https://*.vercel.app, where anybody can have an address');
  // A session that was also sent over http could be read on the way.
  if (rest.some((address) => schemeOf(address) !== schemeOf(first)))
    return complain('must not mix http and https');
  return [main.data, ...rest];
});

const isIpAddress = (host: string) => /^\d+(\.\d+){3}$|:/.test(host);

// https://vercel.com/docs/environment-variables/system-environment-variables: hosts without a scheme.
const urlsOnVercel = (variables: Record<string, string | undefined>): string => {
  const { VERCEL_ENV, VERCEL_PROJECT_PRODUCTION_URL, VERCEL_BRANCH_URL, VERCEL_URL } = variables;
  const production = VERCEL_ENV === 'production' ? VERCEL_PROJECT_PRODUCTION_URL : undefined;
  const hosts = [production, VERCEL_BRANCH_URL, VERCEL_URL].filter(Boolean);
  return [...new Set(hosts)].map((host) => `https://${host}`).join(',');
};

// Vercel's edge sets the forwarding headers itself: https://vercel.com/docs/headers/request-headers
const withVercel = (variables: Record<string, string | undefined>) => {
  const { VERCEL, VERCEL_ENV, BASE_URL = '' } = variables;
  if (VERCEL !== '1' || VERCEL_ENV === 'development') return variables;

  // An address on localhost comes from a file for development.
  const isUnset = BASE_URL === '' || BASE_URL.startsWith('http://localhost');
  return { ...variables, TRUST_PROXY: '1', BASE_URL: isUnset ? urlsOnVercel(variables) : BASE_URL };
};

const schema = z
  .object({
    LOGTO_ENDPOINT: origin,
    LOGTO_APP_ID: text,
    LOGTO_APP_SECRET: text,
    BASE_URL: baseUrls,
    // #region several-addresses
    TRUST_PROXY: z.enum(['0', '1', ''], { error: 'must be 1, or 0' }).optional(),
    // #endregion
    COOKIE_SECRET: text.min(32, { error: 'must have at least 32 characters' }),
    RESOURCE_SERVER_URL: origin,
    // #region redis
    SESSION_STORE: z
      .string()
      .refine((value) => /^rediss?:\/\/[^/]/.test(value) && URL.canParse(value), {
        error: 'must be an address such as redis://localhost:6379',
      })
      .optional(),
    SESSION_IDLE_MINUTES: z.coerce
      .number({ error: 'must be a whole number of minutes' })
      .int({ error: 'must be a whole number of minutes' })
      .min(1, { error: 'must be at least 1 minute' })
      .max(20_160, { error: 'must be at most 20160 minutes, which is 14 days' })
      .optional(),
    // #endregion
    HOST: z.string().optional(),
    HOSTNAME: z.string().optional(),
    PORT: z.coerce.number({ error: 'must be a port number' }).int().min(1).max(65_535).optional(),
  })
  .superRefine(({ BASE_URL, TRUST_PROXY, HOST, HOSTNAME, ...variables }, context) => {
    // #region several-addresses
    if (BASE_URL.length > 1 && schemeOf(BASE_URL[0]) === 'https' && TRUST_PROXY !== '1') {
      context.addIssue({
        code: 'custom',
        path: ['TRUST_PROXY'],
        message:
          'must be 1, because BASE_URL lists addresses with https: only the proxy in front of the app knows which one a request is for',
      });
    }
    // #endregion
    const reasons = [
      !BASE_URL.every(isLocal) && `BASE_URL is ${BASE_URL}`,
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
    /** The app's public addresses, without a trailing slash: the main one, then others, or patterns for them. */
    baseUrls: variables.BASE_URL,
    // #region several-addresses
    /** Whether `X-Forwarded-Host` and `X-Forwarded-Proto` come from a proxy that sets them itself. */
    trustProxy: variables.TRUST_PROXY === '1',
    // #endregion
    // #region lesson
    /** Whether all public addresses are on this machine. */
    isLocal: variables.BASE_URL.every(isLocal),
    // #endregion
    /** Encrypts or signs the session cookie: 32 characters or more. */
    cookieSecret: variables.COOKIE_SECRET,
    /** Whether cookies are sent over https only: true if the base URLs are https. */
    cookieSecure: new URL(variables.BASE_URL[0]).protocol === 'https:',
    /** The address of the API that access tokens are for, without a trailing slash. */
    resourceServerUrl: variables.RESOURCE_SERVER_URL,
    // #region redis
    /** The address of the Redis that stores sessions; undefined keeps the app's own default. */
    sessionStore: variables.SESSION_STORE,
    /** After how many minutes without a visit a session ends; undefined means no limit. */
    idleMinutes: variables.SESSION_IDLE_MINUTES,
    // #endregion
    /** The port to listen on: `PORT`, or else the port of the main base URL. */
    port: variables.PORT ?? (Number(new URL(variables.BASE_URL[0]).port) || 3000),
    /** The host to listen on: `HOST`, or else loopback if the base URLs are local, or else every interface. */
    host: variables.HOST || (variables.BASE_URL.every(isLocal) ? 'localhost' : '::'),
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
 * Reads an app's environment variables. On Vercel, `BASE_URL` defaults to the addresses of the deployment.
 *
 * @param file The file that an error tells the reader to change, such as `.env.local`.
 * @param variables The variables to read; the process's own by default.
 * @throws Error with one line per variable that is missing or invalid: its name, the problem and the file.
 */
export const readEnvironment = (
  file: string,
  variables: Record<string, string | undefined> = process.env,
): Environment => parseEnvironment(schema, file, withVercel(variables));
