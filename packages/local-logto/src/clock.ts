const now = Date.now;

/**
 * Sets the clock that oidc-provider reads forward, or back if negative. It reads the process's own `Date.now`,
 * so whatever else runs in the process is skewed with it; `performance.now` is not.
 */
export const skewClock = (seconds: number): void => {
  Date.now = seconds === 0 ? now : () => now() + seconds * 1000;
};
