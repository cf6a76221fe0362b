// Requests that arrived while a token was fetched still carry the session without it, and ask within moments. Logto, too,
// takes a refresh token that was rotated for 3 seconds more.
const lifetime = 3000;

const isTokenRequest = ({ method, body }: RequestInit) =>
  method === 'POST' && typeof body === 'string' && /(^|&)grant_type=refresh_token(&|$)/.test(body);

type Answer = Pick<Response, 'status' | 'statusText' | 'headers'> & { body: ArrayBuffer };

// Read whole: a response can be read only once, and not after its time is over.
const readAnswer = async (asked: Promise<Response>): Promise<Answer> => {
  const response = await asked;
  const { status, statusText, headers } = response;
  return { status, statusText, headers, body: await response.arrayBuffer() };
};

/**
 * Makes requests of this process that ask for the same token at once share one answer. Ten requests of one session whose
 * access token has expired would fetch ten: Logto's SDK knows nothing of the others. All keep what the answer brings,
 * also a refresh token that was rotated (RFC 6749, section 6).
 *
 * - Only a refresh token's exact request is shared, client credentials included: so within one session.
 * - An answer is shared for 3 seconds more, unless it is an error, or any server answers 401 meanwhile: that may have
 *   been the token, and the next request is to bring another.
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
