import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Prints at the end how many tests were skipped and why, which Playwright's list reporter does not. */
export default class SkipReporter implements Reporter {
  readonly #counts = new Map<string, number>();

  onTestEnd(_test: TestCase, { status, annotations }: TestResult) {
    if (status !== 'skipped') return;
    const reason = annotations.find(({ type }) => type === 'skip')?.description ?? 'for no reason given';
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + 1);
  }

  onEnd() {
    for (const [reason, count] of this.#counts) console.log(`Skipped ${count}: ${reason}`);
  }
}
