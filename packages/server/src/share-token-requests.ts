import { timeLimit } from './limit-fetch-time.ts';

// A request that arrived before the new token was stored has the old session, and asks for the token moments later.
// Logto, too, accepts a rotated refresh token for 3 more seconds.
const lifetime = 3000;

// Logto may have rotated the refresh token, so its answer is worth more time than a page has. Less than twice that time, so
// that a page that is asked for again sees the end of a request that hangs, and can send another.
const longest = 7000;

const maximumSuccessors = 1000;

const isTokenRequest = (init: RequestInit): init is RequestInit & { body: string } =>
  init.method === 'POST' &&
  typeof init.body === 'string' &&
  /(^|&)grant_type=refresh_token(&|$)/.test(init.body);

type Answer = Pick<Response, 'status' | 'statusText' | 'headers'> & { body: string };

// #region renewal
declare global {
  // Next.js loads a module once per bundle.
  var tokenAnswers: Map<string, Promise<Answer>> | undefined;
}
// #endregion

// Reads the whole body now: a response can be read only once, and only within its time limit.
const readAnswer = async (asked: Promise<Response>): Promise<Answer> => {
  const response = await asked;
  const { status, statusText, headers } = response;
  return { status, statusText, headers, body: await response.text() };
};

const refreshTokenIn = ({ status, body }: Answer): unknown => {
  try {
    return status === 200 ? JSON.parse(body).refresh_token : undefined;
  } catch {
    // Not JSON, so not Logto's answer. The SDK will say so.
    return undefined;
  }
};

const unlessAborted = <Result>(result: Promise<Result>, signal: AbortSignal | null | undefined) => {
  if (!signal) return result;
  signal.throwIfAborted();
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  return Promise.race([result, aborted]);
};

/**
 * Replaces the global `fetch` with one that sends concurrent requests for the same token only once. Otherwise, ten
 * requests of a session with an expired access token would fetch ten tokens, since Logto's SDK does not coordinate them.
 * All callers get the same answer, including a rotated refresh token (RFC 6749, section 6). Call it before
 * `limitFetchTime`.
 *
 * - Only refresh token requests with the same body and client credentials share an answer, so sessions never mix.
 * - A successful answer is reused for 3 seconds, but not after any server has answered 401. It may have rejected the
 *   token, so the next request fetches a new one. `forgetTokenAnswers` does the same.
 * - A caller's `signal` ends its wait, not the request, which has 7 seconds.
 * - A session that still has a refresh token which was rotated, because its page timed out or its store was down, goes on
 *   with the new one. That lasts until a session uses the new one itself, and for the latest 1,000 tokens.
 */
export const shareTokenRequests = (): void => {
  const { fetch } = globalThis;
  const answers = new Map<string, Promise<Answer>>();
  // #region renewal
  globalThis.tokenAnswers = answers;
  // #endregion
  const successors = new Map<string, string>();

  const newest = (refreshToken: string): string => {
    let token = refreshToken;
    for (let next = successors.get(token); next; next = successors.get(token)) token = next;
    return token;
  };

  const remember = (refreshToken: string, answer: Answer) => {
    const successor = refreshTokenIn(answer);
    if (typeof successor !== 'string' || successor === refreshToken) return;
    successors.set(refreshToken, successor);
    const [oldest = ''] = successors.keys();
    if (successors.size > maximumSuccessors) successors.delete(oldest);
  };

  /** A session has stored this refresh token. */
  const forgetPredecessor = (refreshToken: string) => {
    for (const [predecessor, successor] of successors) {
      if (successor === refreshToken) setTimeout(() => successors.delete(predecessor), lifetime).unref();
    }
  };

  const ask = (key: string, refreshToken: string, input: Parameters<typeof fetch>[0], init: RequestInit) => {
    const asked = readAnswer(fetch(input, { ...init, signal: timeLimit(longest) })).then((answer) => {
      remember(refreshToken, answer);
      return answer;
    });
    answers.set(key, asked);
    const forget = () => {
      if (answers.get(key) === asked) answers.delete(key);
    };
    asked.then(({ status }) => (status === 200 ? setTimeout(forget, lifetime).unref() : forget()), forget);
    return asked;
  };

  globalThis.fetch = async (input, init = {}) => {
    if (!isTokenRequest(init)) {
      const response = await fetch(input, init);
      if (response.status === 401) answers.clear();
      return response;
    }
    const parameters = new URLSearchParams(init.body);
    const stored = parameters.get('refresh_token') ?? '';
    forgetPredecessor(stored);
    const refreshToken = newest(stored);
    parameters.set('refresh_token', refreshToken);

    const request = { ...init, body: parameters.toString() };
    const key = JSON.stringify([String(input), [...new Headers(init.headers)], request.body]);
    const share = () => answers.get(key) ?? ask(key, refreshToken, input, request);
    // Sent for an earlier caller, it took too long.
    const shareAgain = (error: unknown) => {
      const isTimeout = error instanceof DOMException && error.name === 'TimeoutError';
      if (!isTimeout || init.signal?.aborted) throw error;
      return share();
    };
    const { body, ...rest } = await unlessAborted(share().catch(shareAgain), init.signal);
    return new Response(body, rest);
  };
};

// #region renewal
/** Makes the next token request reach Logto, for an ID token with claims that have just changed there. */
export const forgetTokenAnswers = (): void => globalThis.tokenAnswers?.clear();
// #endregion
