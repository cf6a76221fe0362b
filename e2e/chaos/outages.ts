/** Remembers when a server was stopped on purpose, to tell what that did from what the server itself did. */
export const createOutages = () => {
  const outages: { from: number; to: number }[] = [];

  return {
    begin: () => {
      outages.push({ from: performance.now(), to: Number.POSITIVE_INFINITY });
    },
    end: () => {
      const latest = outages.at(-1);
      if (latest) latest.to = performance.now();
    },
    /** How many milliseconds it has been stopped since then. */
    since: (time: number): number =>
      outages.reduce(
        (sum, { from, to }) => sum + Math.max(0, Math.min(to, performance.now()) - Math.max(from, time)),
        0,
      ),
  };
};

export type Outages = ReturnType<typeof createOutages>;
