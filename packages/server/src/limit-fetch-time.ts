// How late a timer of a busy process may be.
const late = 500;

// Long enough to read what arrived while the process was paused.
const grace = 1000;

/**
 * A signal that aborts after this many milliseconds. Unlike `AbortSignal.timeout`, it does not abort as soon as a paused
 * process continues: what has arrived meanwhile is read first.
 */
export const timeLimit = (milliseconds: number): AbortSignal => {
  const controller = new AbortController();
  const wait = (time: number) => {
    const due = performance.now() + time;
    const expire = () => {
      if (performance.now() > due + late) return wait(grace);
      controller.abort(new DOMException(`No answer within ${milliseconds} ms`, 'TimeoutError'));
    };
    // The edge runtime of Next.js has no `unref`.
    setTimeout(expire, time).unref?.();
  };
  wait(milliseconds);
  return controller.signal;
};

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
    const limit = timeLimit(milliseconds);
    return fetch(input, { ...init, signal: own ? joined(own, limit) : limit });
  };
};
