import { z } from 'zod';
import { ApiError } from './api-error.ts';

export type ManagementApiOptions = {
  /** Logto's address, without a trailing slash. */
  endpoint: string;
  /** The API's own application at Logto, of type machine-to-machine, with the role "Logto Management API access". */
  appId: string;
  appSecret: string;
  /** The resource indicator of the Management API. */
  indicator: string;
  /** Milliseconds that Logto has to answer. */
  timeout: number;
};

/** Logto refused a call with a status from 400 to 499, and a code such as `entity.not_found`. */
export class ManagementError extends Error {
  readonly code: string;

  constructor(call: string, status: number, code: string) {
    super(`Logto answered ${status} ${code} to ${call}`);
    this.code = code;
  }
}

const refusalSchema = z.object({ code: z.string() }).catch({ code: '' });

// The id of an invitation is a secret, which logs should not have.
const withoutId = (call: string): string => call.replace(/(\/organization-invitations\/)[^/]+/, '$1…');

const tokenSchema = z.object({ access_token: z.string(), expires_in: z.number() });

const unavailable = (description: string) =>
  new ApiError(503, 'temporarily_unavailable', description, { 'Retry-After': '5' });

/**
 * Creates a function that calls Logto's Management API as the API itself, with an access token that it gets by client credentials
 * (RFC 6749, section 4.4) and keeps until a minute before it expires.
 *
 * @returns A function that takes `METHOD /api/…`, the schema of the answer and a body. It throws `ManagementError` if Logto
 *   refuses the call, and `ApiError` with status 503 if Logto cannot be reached, or does not know the application.
 */
export const createManagementApi = ({
  endpoint,
  appId,
  appSecret,
  indicator,
  timeout,
}: ManagementApiOptions) => {
  let token: { value: string; expiresAt: number } | undefined;

  const send = async (path: string, init: RequestInit): Promise<Response> => {
    try {
      const response = await fetch(`${endpoint}${path}`, { ...init, signal: AbortSignal.timeout(timeout) });
      if (response.status < 500) return response;
      throw new Error(`status ${response.status}`);
    } catch (error) {
      console.error(`Logto did not answer ${withoutId(path)}:`, error);
      throw unavailable('Logto cannot be reached');
    }
  };

  const fetchToken = async (): Promise<string> => {
    const credentials = Buffer.from(`${encodeURIComponent(appId)}:${encodeURIComponent(appSecret)}`);
    const response = await send('/oidc/token', {
      method: 'POST',
      headers: { authorization: `Basic ${credentials.toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials', resource: indicator, scope: 'all' }),
    });
    if (!response.ok) {
      console.error(`Logto refused the application LOGTO_APP_ID with ${response.status}: see README.md`);
      throw unavailable('This API is not set up to invite members');
    }
    const { access_token: value, expires_in: lifetime } = tokenSchema.parse(await response.json());
    token = { value, expiresAt: Date.now() + (lifetime - 60) * 1000 };
    return value;
  };

  const callWith = async (bearer: string, call: string, body: unknown): Promise<Response> => {
    const [method = '', path = ''] = call.split(' ');
    return send(path, {
      method,
      headers: { authorization: `Bearer ${bearer}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
  };

  return async <Answer>(call: string, schema: z.ZodType<Answer>, body?: object): Promise<Answer> => {
    const known = token && token.expiresAt > Date.now() ? token.value : undefined;
    let response = await callWith(known ?? (await fetchToken()), call, body);
    // Logto may have restarted with another key.
    if (response.status === 401 && known) response = await callWith(await fetchToken(), call, body);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    const answer: unknown = text && isJson ? JSON.parse(text) : undefined;
    if (!response.ok)
      throw new ManagementError(withoutId(call), response.status, refusalSchema.parse(answer).code);
    return schema.parse(answer);
  };
};

export type ManagementApi = ReturnType<typeof createManagementApi>;
