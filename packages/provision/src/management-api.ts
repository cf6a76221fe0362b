import { createApiClient, createManagementApi } from '@logto/api/management';
import type { ManagementEnvironment } from '@repo/config';
import { z } from 'zod';
import { readDatabaseSecret } from './database-secret.ts';
import { RefusedError } from './refused-error.ts';

/** Logto's Management API: its answers are typed, and every failure is thrown as one line that names the cure. */
export type ManagementApi = ReturnType<typeof createApiClient>;

const errorBody = z.object({
  code: z.string(),
  message: z.string(),
  /** Names the field that is wrong. */
  details: z.string().optional().catch(undefined),
});

const role = 'the machine-to-machine role "Logto Management API access"';

const refusal = (response: Response, text: string, request: Request, endpoint: string): RefusedError => {
  const what = `${request.method} ${new URL(request.url).pathname}`;
  const { data: error } = errorBody.safeParse(parse(text));
  const said = error
    ? `${error.code}: ${error.message} ${error.details ?? ''}`.replaceAll(/\s+/g, ' ').trim()
    : `${response.status} ${response.statusText}`;
  return new RefusedError(
    `${what} was refused (${said}): ${cureOf(response.status, error?.code ?? '', endpoint)}`,
    response.status,
    error?.code,
  );
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const cureOf = (status: number, code: string, endpoint: string): string => {
  if (status === 401)
    return `the token is not for ${endpoint}: check LOGTO_ENDPOINT and LOGTO_ADMIN_ENDPOINT`;
  if (code.startsWith('auth.')) return `give the application ${role} in Logto's Console`;
  if (status === 403) return "see the limits of the tenant's plan in Logto's Console";
  if (status === 429) return 'wait a minute and run the command again: it goes on where it stopped';
  if (status >= 500) return 'run the command again: it goes on where it stopped';
  if (status === 404 && !code) return `${endpoint} is no Logto: check LOGTO_ENDPOINT`;
  return "mend what it names in the tenant's data or in Logto's Console, and run the command again";
};

const unreachable = (url: string, variable: string, error: unknown): RefusedError => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  // A time-out has a number for a code, which says nothing.
  const what =
    cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : String(cause);
  return new RefusedError(
    `Logto cannot be reached at ${url} (${what}): check ${variable} and that Logto runs, then run the command again`,
  );
};

const tokenRefusal = (error: unknown, environment: ManagementEnvironment) => {
  const { tokenEndpoint, endpoint, indicator, appId, appSecret } = environment;
  const variable = tokenEndpoint === endpoint ? 'LOGTO_ENDPOINT' : 'LOGTO_ADMIN_ENDPOINT';
  if (!(error instanceof Error)) return error;
  const [status] = /\b[1-5]\d\d\b/.exec(error.message) ?? [];
  if (error.name === 'ClientCredentialsError' && status === '401') {
    const origin = appSecret
      ? 'LOGTO_MANAGEMENT_APP_SECRET'
      : 'that LOGTO_DB_URL and LOGTO_ADMIN_ENDPOINT are of the same Logto';
    return new RefusedError(`Logto refused the secret of ${appId}: check ${origin}`);
  }
  if (error.name === 'ClientCredentialsError' && status === '400') {
    return new RefusedError(
      `${tokenEndpoint} gives ${appId} no token for ${indicator}: check LOGTO_MANAGEMENT_APP_ID and ${variable}, and with a domain of your own on Logto Cloud LOGTO_MANAGEMENT_API`,
    );
  }
  if (error.name === 'ClientCredentialsError' || error instanceof SyntaxError) {
    return new RefusedError(
      `${tokenEndpoint} gives no token (${status ?? 'no JSON'}): check ${variable} and that Logto runs, then run the command again`,
    );
  }
  return unreachable(tokenEndpoint, variable, error);
};

/**
 * Gets an access token for the Management API and gives a client that uses it. Without a secret in the environment, it
 * comes from Logto's database.
 *
 * @throws RefusedError when Logto or its database cannot be reached, refuses the credentials or gives them no permission.
 */
export const connect = async (environment: ManagementEnvironment): Promise<ManagementApi> => {
  const { endpoint, tokenEndpoint, indicator, appId, databaseUrl } = environment;
  const appSecret = environment.appSecret ?? (await readDatabaseSecret(databaseUrl ?? '', appId));
  const { clientCredentials } = createManagementApi('default', {
    clientId: appId,
    clientSecret: appSecret,
    baseUrl: tokenEndpoint,
    apiIndicator: indicator,
  });
  const getToken = async () => {
    try {
      return await clientCredentials.getAccessToken();
    } catch (error) {
      throw tokenRefusal(error, environment);
    }
  };
  const { scope } = await getToken();
  if (scope !== 'all') {
    throw new RefusedError(
      `${appId} may not use the Management API: give the application ${role} in Logto's Console`,
    );
  }

  const api = createApiClient({ baseUrl: endpoint, getToken: async () => (await getToken()).value });
  api.use({
    onResponse: async ({ response, request }) => {
      // The client would read the body after this, where nobody names the cure of a connection that breaks.
      const text = await response
        .clone()
        .text()
        .catch((error: unknown) => {
          throw unreachable(endpoint, 'LOGTO_ENDPOINT', error);
        });
      if (!response.ok) throw refusal(response, text, request, endpoint);
      // Whoever answers a page where an object was asked for is somebody else.
      if (text !== '' && parse(text) === undefined) {
        throw new RefusedError(`${endpoint} is no Logto: check LOGTO_ENDPOINT`);
      }
    },
    onError: ({ error }) =>
      error instanceof RefusedError ? error : unreachable(endpoint, 'LOGTO_ENDPOINT', error),
  });
  return api;
};

/** The body of an answer. */
export const bodyOf = async <Body>(answer: Promise<{ data?: Body }>): Promise<Body> => {
  const { data } = await answer;
  if (data === undefined) throw new RefusedError('Logto answered nothing where it promises an answer');
  return data;
};
