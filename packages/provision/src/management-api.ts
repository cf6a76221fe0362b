import { createApiClient } from '@logto/api/management';
import { z } from 'zod';
import { CommandError } from './command-error.ts';
import { readDatabaseSecret } from './database-secret.ts';
import type { ManagementEnvironment } from './management-environment.ts';

/** A client for Logto's Management API. Responses are typed; every failure is a CommandError. */
export type ManagementApi = ReturnType<typeof createApiClient>;

const tokenBody = z.object({ access_token: z.string(), scope: z.string().optional() });

const errorBody = z.object({
  code: z.string(),
  message: z.string(),
  /** Names the field that is wrong. */
  details: z.string().optional().catch(undefined),
  /** The words of a connector's provider. */
  data: z.object({ message: z.string() }).optional().catch(undefined),
});

const grantRole =
  'give the application the machine-to-machine role "Logto Management API access" in Logto\'s Console';

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const fixFor = (status: number, code: string, endpoint: string): string => {
  if (status === 401)
    return `${endpoint} does not accept the token: check LOGTO_ENDPOINT and LOGTO_ADMIN_ENDPOINT`;
  if (code.startsWith('auth.')) return grantRole;
  if (code === 'connector.general')
    return "check the connector's settings, and the approvals and the balance of your account at its provider";
  if (code === 'request.feature_not_supported')
    return 'start Logto with a key in SECRET_VAULT_KEK, or set enableTokenStorage to false in the tenant';
  if (status === 403) return "check the limits of your plan in Logto's Console";
  if (status === 429) return 'wait a minute, then run the command again: it continues where it stopped';
  if (status >= 500) return 'run the command again: it continues where it stopped';
  if (status === 404 && !code) return `${endpoint} is not a Logto endpoint: check LOGTO_ENDPOINT`;
  return "correct it in the tenant's data or in Logto's Console, then run the command again";
};

const failed = (response: Response, text: string, request: Request, endpoint: string): CommandError => {
  const { data: error } = errorBody.safeParse(parse(text));
  const what = `${request.method} ${new URL(request.url).pathname}`;
  const why = error
    ? `${error.code}: ${error.data?.message ?? error.message} ${error.details ?? ''}`
        .replaceAll(/\s+/g, ' ')
        .trim()
    : `${response.status} ${response.statusText}`;
  const fix = fixFor(response.status, error?.code ?? '', endpoint);
  return new CommandError(`${what} failed (${why}): ${fix}`, response.status, error?.code);
};

const unreachable = (url: string, variable: string, error: unknown): CommandError => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  // The code of a time-out is a number, which tells the user nothing.
  const why =
    cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : String(cause);
  return new CommandError(
    `Cannot reach Logto at ${url} (${why}): check ${variable} and that Logto is running, then run the command again`,
  );
};

// The token client of @logto/api has no time limit, and its errors contain the status only as text.
const requestToken = async (environment: ManagementEnvironment, secret: string, timeLimit: number) => {
  const { endpoint, tokenEndpoint, indicator, appId, appSecret } = environment;
  const variable = tokenEndpoint === endpoint ? 'LOGTO_ENDPOINT' : 'LOGTO_ADMIN_ENDPOINT';
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: appId,
    client_secret: secret,
    resource: indicator,
    scope: 'all',
  });
  const signal = AbortSignal.timeout(timeLimit);
  const { status, text } = await fetch(`${tokenEndpoint}/oidc/token`, { method: 'POST', body, signal })
    .then(async (response) => ({ status: response.status, text: await response.text() }))
    .catch((error: unknown) => {
      throw unreachable(tokenEndpoint, variable, error);
    });

  if (status === 401) {
    const check = appSecret
      ? 'LOGTO_MANAGEMENT_APP_SECRET'
      : 'that LOGTO_DB_URL and LOGTO_ADMIN_ENDPOINT belong to the same Logto';
    throw new CommandError(`Logto rejected the secret of ${appId}: check ${check}`);
  }
  if (status === 400) {
    throw new CommandError(
      `${tokenEndpoint} does not issue ${appId} a token for ${indicator}: check LOGTO_MANAGEMENT_APP_ID and ${variable}, and for a custom domain on Logto Cloud also LOGTO_MANAGEMENT_API`,
    );
  }
  const { data: token } = tokenBody.safeParse(parse(text));
  if (status !== 200 || !token) {
    throw new CommandError(
      `${tokenEndpoint} answered ${status} without a token: check ${variable} and that Logto is running, then run the command again`,
    );
  }
  if (token.scope !== 'all') {
    throw new CommandError(`${appId} has no access to the Management API: ${grantRole}`);
  }
  return token.access_token;
};

/**
 * Gets an access token and returns a client for the Management API. If the environment has no secret, it is read from
 * Logto's database.
 *
 * @param options.timeLimit How long a response may take, in milliseconds.
 * @throws CommandError if Logto or its database cannot be reached, or rejects the credentials.
 */
export const connect = async (
  environment: ManagementEnvironment,
  { timeLimit = 30_000 } = {},
): Promise<ManagementApi> => {
  const { endpoint, appId, appSecret, databaseUrl } = environment;
  const secret = appSecret ?? (await readDatabaseSecret(databaseUrl ?? '', appId));
  const token = await requestToken(environment, secret, timeLimit);

  const api = createApiClient({ baseUrl: endpoint, getToken: () => Promise.resolve(token) });
  api.use({
    onRequest: ({ request }) => new Request(request, { signal: AbortSignal.timeout(timeLimit) }),
    onResponse: async ({ response, request }) => {
      // Read the body here: if the connection breaks while the client reads it, the error does not reach `onError`.
      const text = await response
        .clone()
        .text()
        .catch((error: unknown) => {
          throw unreachable(endpoint, 'LOGTO_ENDPOINT', error);
        });
      if (!response.ok) throw failed(response, text, request, endpoint);
      // Some other website answers these paths with a page.
      if (text !== '' && parse(text) === undefined) {
        throw new CommandError(`${endpoint} is not a Logto endpoint: check LOGTO_ENDPOINT`);
      }
    },
    onError: ({ error }) =>
      error instanceof CommandError ? error : unreachable(endpoint, 'LOGTO_ENDPOINT', error),
  });
  return api;
};

const discoveryBody = z.object({ issuer: z.string() });

/**
 * The address that a Logto takes for its own. Its tokens contain it as their issuer.
 *
 * @throws CommandError if Logto cannot be reached.
 */
export const ownAddressOf = async (endpoint: string, { timeLimit = 30_000 } = {}): Promise<string> => {
  const signal = AbortSignal.timeout(timeLimit);
  const text = await fetch(`${endpoint}/oidc/.well-known/openid-configuration`, { signal })
    .then((response) => response.text())
    .catch((error: unknown) => {
      throw unreachable(endpoint, 'LOGTO_ENDPOINT', error);
    });
  const { data: discovery } = discoveryBody.safeParse(parse(text));
  if (!discovery) throw new CommandError(`${endpoint} is not a Logto endpoint: check LOGTO_ENDPOINT`);
  return discovery.issuer.replace(/\/oidc$/, '');
};

/** The body of a response that must have one. */
export const bodyOf = async <Body>(response: Promise<{ data?: Body }>): Promise<Body> => {
  const { data } = await response;
  if (data === undefined) throw new CommandError('Logto sent an empty response where it documents a body');
  return data;
};
