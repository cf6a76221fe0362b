import { type ApiAnswer, send } from './call-api.ts';

/** What Logto tells users about their own account. A field that the tenant hides, or the token does not cover, is missing. */
export type Account = {
  name?: string | null;
  avatar?: string | null;
  username?: string | null;
  primaryEmail?: string | null;
  primaryPhone?: string | null;
  /** The social accounts, by the target of their connector. */
  identities?: Record<string, { userId: string; details?: Record<string, unknown> }>;
  /** Whether Logto asks for a verification record before it changes how the user signs in. */
  hasSecurityVerificationMethod?: boolean;
};

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** Calls the Account API, such as `account('PATCH /api/my-account', { body: { name } })`. */
export type AccountApi = (
  request: `${Method} /api/${string}`,
  options?: {
    /** Sent as JSON. */
    body?: Record<string, unknown>;
    /** The verification record that says who the user is. Logto asks for one before it changes how the user signs in. */
    verificationId?: string | undefined;
  },
) => Promise<ApiAnswer>;

type Tokens = {
  /** The SDK's `getAccessToken` without a resource: the Account API accepts opaque access tokens only. */
  getAccessToken: () => Promise<string>;
  /** Drops the cached access tokens, so that `getAccessToken` fetches a new one. Without it, a 401 is final. */
  clearAccessToken?: () => Promise<void>;
};

const isMethod = (text: string | undefined): text is Method =>
  text === 'GET' || text === 'POST' || text === 'PATCH' || text === 'DELETE';

/** A field of a parsed JSON object, or undefined. */
export const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/** Logto's code for why it refused a call, such as `user.identity_already_in_use`. Undefined if it did not. */
export const refusalOf = ({ status, body }: ApiAnswer): string | undefined => {
  if (status < 400) return undefined;
  const code = fieldOf(body, 'code');
  return typeof code === 'string' ? code : `http_error_${status}`;
};

// Status 401 alone may also mean that a verification record is missing.
const isRejected = (answer: ApiAnswer) => answer.status === 401 && refusalOf(answer) === 'auth.unauthorized';

/**
 * Creates a client of Logto's Account API, with which users see and change their own account: `/api/my-account` and
 * `/api/verifications`. An access token that Logto does not accept is replaced once.
 *
 * @param endpoint Logto's address without a trailing slash.
 * @returns A function that returns Logto's response, whatever its status. Throws what `getAccessToken` and `fetch` throw,
 *   and an Error if the response is not JSON.
 */
export const createAccountApi =
  (endpoint: string, { getAccessToken, clearAccessToken }: Tokens): AccountApi =>
  async (request, { body, verificationId } = {}) => {
    const [method, path = ''] = request.split(' ');
    if (!isMethod(method)) throw new Error(`Not a method of the Account API: ${method}`);

    const headers = verificationId ? { 'logto-verification-id': verificationId } : undefined;
    const ask = async () => send(`${endpoint}${path}`, { method, body, headers }, await getAccessToken());
    const answer = await ask();
    if (!clearAccessToken || !isRejected(answer)) return answer;

    await clearAccessToken();
    return ask();
  };

const isAccount = (body: unknown): body is Account => typeof fieldOf(body, 'id') === 'string';

/**
 * Reads the user's account.
 *
 * @returns The account. If Logto refuses, as with a tenant's default settings, an empty one and Logto's response.
 * @throws What the call throws, and an Error with the code `oidc.invalid_token` if Logto rejects the access token, or
 *   `http_error_STATUS` if it fails.
 */
export const readAccount = async (
  account: AccountApi,
): Promise<{ account: Account; refusal?: ApiAnswer }> => {
  const answer = await account('GET /api/my-account');
  if (answer.status === 200 && isAccount(answer.body)) return { account: answer.body };
  if (answer.status < 500 && !isRejected(answer)) return { account: {}, refusal: answer };

  const code = isRejected(answer) ? 'oidc.invalid_token' : `http_error_${answer.status}`;
  throw Object.assign(new Error(`${answer.request} answered ${answer.status}`), { code });
};
