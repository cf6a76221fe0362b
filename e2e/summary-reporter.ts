import type { FullConfig, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter';
import { runningAt } from './apps.ts';

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

/**
 * Adds to Playwright's list reporter: the progress with an estimate of the time left, and at the end the slowest tests, and
 * how many tests were skipped and why: which ones, too, if the app runs elsewhere.
 */
export default class SummaryReporter implements Reporter {
  readonly #skipped = new Map<string, string[]>();
  readonly #durations: { title: string; duration: number }[] = [];
  #total = 0;
  #contexts = 0;
  #loads = 0;
  #ended = 0;
  #startedAt = 0;

  onBegin(_config: FullConfig, suite: Suite) {
    this.#total = suite.allTests().length;
    this.#startedAt = performance.now();
  }

  onTestEnd(test: TestCase, { status, annotations, duration }: TestResult) {
    this.#ended += 1;
    if (this.#ended % 50 === 0) this.#printProgress();
    const loads = annotations.find(({ type }) => type === 'page loads');
    if (loads) this.#contexts += 1;
    this.#loads += Number(loads?.description ?? 0);
    if (status === 'skipped') {
      const reason = annotations.find(({ type }) => type === 'skip')?.description ?? 'for no reason given';
      this.#skipped.set(reason, [...(this.#skipped.get(reason) ?? []), test.title]);
    } else {
      this.#durations.push({ title: test.titlePath().slice(1).join(' › '), duration });
    }
  }

  #printProgress() {
    const elapsed = performance.now() - this.#startedAt;
    const left = (elapsed / this.#ended) * (this.#total - this.#ended);
    console.log(`${this.#ended} of ${this.#total} tests, about ${Math.ceil(left / 1000)} s left`);
  }

  onEnd() {
    const slowest = this.#durations.toSorted((one, other) => other.duration - one.duration).slice(0, 10);
    console.log('\nThe slowest tests:');
    for (const { title, duration } of slowest) console.log(`${seconds(duration).padStart(8)}  ${title}`);
    console.log(`\n${this.#contexts} browser contexts, ${this.#loads} page loads`);
    for (const [reason, titles] of this.#skipped) {
      console.log(`Skipped ${titles.length}: ${reason}`);
      if (runningAt) for (const title of titles) console.log(`    ${title}`);
    }
  }
}
