// A request that arrived before the new token was stored has the old session, and asks for the token moments later.
// Logto, too, accepts a rotated refresh token for 3 more seconds.
const lifetime = 3000;

const isTokenRequest = ({ method, body }: RequestInit) =>
  method === 'POST' && typeof body === 'string' && /(^|&)grant_type=refresh_token(&|$)/.test(body);

type Answer = Pick<Response, 'status' | 'statusText' | 'headers'> & { body: ArrayBuffer };

// Reads the whole body now: a response can be read only once, and only within its time limit.
const readAnswer = async (asked: Promise<Response>): Promise<Answer> => {
  const response = await asked;
  const { status, statusText, headers } = response;
  return { status, statusText, headers, body: await response.arrayBuffer() };
};

/**
 * Replaces the global `fetch` with one that sends concurrent requests for the same token only once. Otherwise, ten
 * requests of a session with an expired access token would fetch ten tokens, since Logto's SDK does not coordinate them.
 * All callers get the same answer, including a rotated refresh token (RFC 6749, section 6).
 *
 * - Only refresh token requests with the same body and client credentials share an answer, so sessions never mix.
 * - A successful answer is reused for 3 seconds, but not after any server has answered 401. It may have rejected the
 *   token, so the next request fetches a new one.
 */
export const shareTokenRequests = (): void => {
  const { fetch } = globalThis;
  const answers = new Map<string, Promise<Answer>>();

  const ask = (key: string, input: Parameters<typeof fetch>[0], init: RequestInit) => {
    const asked = readAnswer(fetch(input, init));
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
    const key = JSON.stringify([String(input), [...new Headers(init.headers)], init.body]);
    const { body, ...rest } = await (answers.get(key) ?? ask(key, input, init));
    return new Response(body, rest);
  };
};
