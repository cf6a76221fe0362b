// The edge runtime of Next.js cannot join signals: who brings one there, such as the fetch of Logto's keys, brings a limit.
const joined = (own: AbortSignal, limit: AbortSignal) =>
  'any' in AbortSignal ? AbortSignal.any([own, limit]) : own;

/**
 * Makes every `fetch` of the process fail with a `TimeoutError` when no answer has come in time. Logto's SDK sets no
 * limit and takes no option for one: with a Logto that hangs, every page would hang.
 *
 * @param milliseconds How long an answer may take, its body included.
 */
export const limitFetchTime = (milliseconds: number): void => {
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => {
    const own = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    const limit = AbortSignal.timeout(milliseconds);
    return fetch(input, { ...init, signal: own ? joined(own, limit) : limit });
  };
};
