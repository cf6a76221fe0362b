import { decodeJwt, decodeProtectedHeader } from 'jose';

type ApiRequest = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  body?: Record<string, unknown> | undefined;
  headers?: Record<string, string> | undefined;
};

type ApiCall = ApiRequest & {
  getAccessToken: () => Promise<string>;
  /** Drops the cached access tokens, so that `getAccessToken` fetches a new one. Without it, a 401 is final. */
  clearAccessToken?: (() => Promise<void>) | undefined;
};

export type ApiAnswer = {
  /** Method and path, such as `GET /shopping/items`. */
  request: string;
  status: number;
  statusText: string;
  /** The parsed JSON. Status 204 has none, nor has a refusal by a gateway that sends HTML or nothing. */
  body?: unknown;
  // #region lesson
  /** The access token, if it is a JWT. */
  token?: ReturnType<typeof decodeToken>;
  // #endregion
};

const isJwt = (token: string) => token.split('.').length === 3;

/**
 * Decodes a JWT (RFC 7519) for display. Leaves out the signature, so the result cannot be used as a token. Does not
 * verify the token, which is the job of the API that receives it.
 *
 * @throws Error if the token is not a JWT.
 */
export const decodeToken = (token: string) => {
  const claims = decodeJwt(token);
  const { scope } = claims;
  return {
    header: { ...decodeProtectedHeader(token) },
    claims,
    /** The granted scopes, from the `scope` claim (RFC 8693, section 4.2). */
    scopes: typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [],
  };
};

/**
 * Sends a request with an access token (RFC 6750, section 2.1).
 *
 * @throws What `fetch` throws, and an Error if a successful response is not JSON.
 */
export const send = async (
  url: string,
  { method, body, headers }: ApiRequest,
  accessToken: string,
): Promise<ApiAnswer> => {
  const response = await fetch(url, {
    method,
    headers: {
      ...headers,
      authorization: `Bearer ${accessToken}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });

  const isJson = response.headers.get('content-type')?.includes('json');
  const hasBody = response.ok ? response.status !== 204 : isJson;
  return {
    request: `${method} ${new URL(url).pathname}`,
    status: response.status,
    statusText: response.statusText,
    ...(hasBody && { body: await response.json() }),
    // #region lesson
    ...(isJwt(accessToken) && { token: decodeToken(accessToken) }),
    // #endregion
  };
};

/**
 * Calls an API with an access token. Returns the response and the decoded token, but not the token itself. After a 401 it
 * retries once with a new token, since Logto may have rotated its signing keys. A refusal by the API is also a response, for
 * the page to show. Only thrown errors are failures.
 *
 * @throws What `getAccessToken` and `fetch` throw, and an Error if a successful response is not JSON.
 */
export const callApi = async (url: string, call: ApiCall): Promise<ApiAnswer> => {
  const answer = await send(url, call, await call.getAccessToken());
  if (answer.status !== 401 || !call.clearAccessToken) return answer;

  await call.clearAccessToken();
  return send(url, call, await call.getAccessToken());
};
