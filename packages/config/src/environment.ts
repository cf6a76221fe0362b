import { z } from 'zod';

/** Every secret of the committed `.env` files starts with this: worthless, and easy to recognize. */
const sampleSecretPrefix = 'local-only';

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

const missing = (issue: { input?: unknown }) =>
  issue.input === undefined || issue.input === '' ? 'is missing' : undefined;

/** Any text but the empty one. */
export const text = z.string({ error: missing }).min(1, { error: 'is missing', abort: true });

/** An http(s) address, which comes back without a trailing slash. */
export const origin = text
  .refine((value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol), {
    error: 'must be an http(s) address such as http://localhost:3001',
  })
  // Logto Console shows addresses with a trailing slash, redirect URIs are built without one.
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

/** What an app must know to sign users in, in the spelling of Logto's SDKs. */
export type Environment = {
  /** Logto's address without a trailing slash. The issuer is `${endpoint}/oidc`. */
  endpoint: string;
  appId: string;
  appSecret: string;
  /** The address at which visitors reach the app, without a trailing slash. */
  baseUrl: string;
  /** Encrypts or signs the session cookie: 32 characters or more. */
  cookieSecret: string;
  /** Whether cookies are for https only: true when visitors reach the app by https. */
  cookieSecure: boolean;
  /** The address of the API that the access tokens are for, without a trailing slash. */
  resourceServerUrl: string;
  /** The Redis that keeps sessions, as an address; without it, each app keeps them its own way. */
  sessionStore: string | undefined;
  /** Where an app that opens its own port listens: `PORT`, else the port of the base URL. */
  port: number;
  /** What it listens on: `HOST`, else this machine alone while the base URL is of this machine, else every address. */
  host: string;
};

/**
 * Reads an app's environment variables and checks them all at once.
 *
 * @param file The file that an error tells the reader to mend, such as `apps/express/.env.local`.
 * @param variables The variables to read; the process's own by default.
 * @throws Error with one line per variable that is missing or unusable, each naming variable, file and cure.
 */
export const readEnvironment = (
  file: string,
  variables: Record<string, string | undefined> = process.env,
): Environment => {
  const result = schema.safeParse(variables);
  if (!result.success) {
    const lines = result.error.issues.map(
      ({ path, message }) => `${path.join('.')} ${message}: set it in ${file}`,
    );
    throw new Error([...new Set(lines)].join('\n'));
  }

  const environment = result.data;
  const baseUrl = new URL(environment.BASE_URL);

  if (!loopbackHosts.has(baseUrl.hostname)) {
    const samples = (['LOGTO_APP_SECRET', 'COOKIE_SECRET'] as const).filter((name) =>
      environment[name].startsWith(sampleSecretPrefix),
    );
    if (samples.length > 0) {
      throw new Error(
        samples
          .map(
            (name) =>
              `${name} is the public sample value, which is for localhost only, and BASE_URL is ${environment.BASE_URL}: set your own in ${file}`,
          )
          .join('\n'),
      );
    }
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
    host: environment.HOST || (loopbackHosts.has(baseUrl.hostname) ? 'localhost' : '::'),
  };
};
