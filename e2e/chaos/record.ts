/** What must not happen to a visitor, whatever fails. */
export const wrongs = {
  crossed: "a page shows another visitor's data",
  lost: 'a session ends that could have been kept, or the app cannot be used 10 s after the fault',
  'raw 5xx': "a 5xx that is not the app's own failure page, an empty page, or no answer from a running app",
  hung: 'an answer takes longer than 10 s',
};

export type Wrong = keyof typeof wrongs;

/** How many of a kind are printed with the steps that led there. */
const printedInFull = 2;
const stepsPrinted = 30;

/** Counts what goes wrong, and prints it with the steps that led there. */
export const createRecord = () => {
  const startedAt = performance.now();
  const counts: Record<Wrong, number> = { crossed: 0, lost: 0, 'raw 5xx': 0, hung: 0 };
  const answers = { pages: 0, failures: 0 };
  const steps: { time: number; visitor: string | undefined; text: string }[] = [];

  const note = (text: string, visitor?: string) => {
    steps.push({ time: (performance.now() - startedAt) / 1000, visitor, text });
    if (steps.length > 1000) steps.shift();
  };

  const total = () => Object.values(counts).reduce((sum, count) => sum + count, 0);

  return {
    counts,
    /** How many answers the app gave, and how many of them were its own failure pages. */
    answers,
    total,
    /** Notes a step: of a visitor, or of what happens to all. */
    note,
    count: (wrong: Wrong, text: string, visitor: string) => {
      note(`✖ ${wrong}: ${text}`, visitor);
      counts[wrong] += 1;
      console.error(`✖ ${wrong}, ${visitor}: ${text}`);
      if (counts[wrong] > printedInFull) return;

      const led = steps.filter((step) => step.visitor === undefined || step.visitor === visitor);
      for (const { time, visitor, text } of led.slice(-stepsPrinted)) {
        console.error(`    ${time.toFixed(2).padStart(7)} s  ${visitor ? `${visitor}: ` : ''}${text}`);
      }
    },
  };
};

export type ChaosRecord = ReturnType<typeof createRecord>;
