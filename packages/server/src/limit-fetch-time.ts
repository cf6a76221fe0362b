// The edge runtime of Next.js has no `AbortSignal.any`. There, callers with a signal set their own limit.
const joined = (own: AbortSignal, limit: AbortSignal) =>
  'any' in AbortSignal ? AbortSignal.any([own, limit]) : own;

/**
 * Replaces the global `fetch` with one that throws a `TimeoutError` if the response takes too long. Logto's SDK sets no
 * time limit and has no option for one, so pages would hang whenever Logto does.
 *
 * @param milliseconds The time limit for a response, including its body.
 */
export const limitFetchTime = (milliseconds: number): void => {
  const { fetch } = globalThis;
  globalThis.fetch = (input, init) => {
    const own = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    const limit = AbortSignal.timeout(milliseconds);
    return fetch(input, { ...init, signal: own ? joined(own, limit) : limit });
  };
};
