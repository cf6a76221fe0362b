// `npm test`: installs, finds a browser, runs the unit tests and the end-to-end suite, and prints the totals.
import { stripVTControlCharacters } from 'node:util';
import { fail, stop } from './programs.mjs';
import { build, checkNode, checkPorts, install, pnpm } from './setup.mjs';

await checkNode();
await checkPorts();
await install();

const { ensureBrowser } = await import('../e2e/browser.mjs');
try {
  const browser = ensureBrowser((message) => console.log(`… ${message}`));
  console.log(`✔ Browser: ${browser}`);
} catch (error) {
  await fail(error.message);
}

await build();

const count = { passed: 0, failed: 0, skipped: 0 };
const failures = [];

/** Runs tests and prints their output. `summary` matches the lines that count tests, `failed` those that name a failed one. */
const run = async (title, parameters, { summary, failed }) => {
  console.log(`\n── ${title}\n`);
  let output = '';
  const status = await pnpm(parameters, (text) => {
    process.stdout.write(text);
    output += text;
  });

  const plain = stripVTControlCharacters(output);
  if (status !== 0) failures.push(...new Set(plain.match(failed)));
  const failedBefore = count.failed;
  for (const [line] of plain.matchAll(summary)) {
    for (const [, number, outcome] of line.matchAll(/(\d+) (passed|failed|skipped|did not run)/g)) {
      count[outcome === 'did not run' ? 'failed' : outcome] += Number(number);
    }
  }
  // A run can fail without a failed test, for example if a server does not start.
  if (status !== 0 && count.failed === failedBefore) {
    count.failed += 1;
    failures.push(`${title}: ended with status ${status}`);
  }
};

// vitest: "Tests  1 failed | 11 passed (12)"; Playwright: "  11 passed (9.1s)" and "  1 failed", a line each.
// A failure in one package does not stop the tests of the others.
await run(
  'Unit tests',
  ['exec', 'turbo', 'run', 'test', 'test:scripts', '--continue', '--output-logs=full'],
  {
    summary: /^.*\bTests {2}.*$/gm,
    failed: /^.* FAIL {2}.*$/gm,
  },
);

// `E2E_STORES=cookie,redis,replicas` runs the suite once with each session store.
for (const store of (process.env.E2E_STORES ?? process.env.E2E_STORE ?? 'cookie').split(',')) {
  process.env.E2E_STORE = store;
  await run(`End-to-end suite, sessions in ${store}`, ['--filter', '@repo/e2e', 'e2e'], {
    summary: /^ {2}\d+ (passed|failed|skipped|did not run)\b.*$/gm,
    failed: /^ {4}\[.*$/gm,
  });
}

await run('Figures of the comparison', ['compare', '--verify'], {
  summary: /^$/gm,
  failed: /^[✖ ] \S+, .*$/gm,
});

if (failures.length > 0) console.log(`\nFailed:\n${failures.join('\n')}`);
const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : '';
console.log(`\n${count.passed} passed, ${count.failed} failed${skipped}`);
await stop(count.failed === 0 && count.passed > 0 ? 0 : 1);
