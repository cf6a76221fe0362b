// `pnpm compare`: runs each flow in each app, and writes what was measured and docs/comparison.md. `--render` only renders the
// document again, `--check` fails if it is not current, and `--verify` runs the flows and fails if their figures have changed.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fail, stop } from '../../../scripts/programs.mjs';
import { build } from '../../../scripts/setup.mjs';
import { compare } from './comparison.ts';
import { differences } from './differences.ts';
import { renderDocument } from './document.ts';
import { readFigures, writeFigures } from './figures.ts';
import { measure } from './measure.ts';

const document = new URL('../../../docs/comparison.md', import.meta.url);

const { values } = parseArgs({
  options: { render: { type: 'boolean' }, check: { type: 'boolean' }, verify: { type: 'boolean' } },
});

const run = async () => {
  await build('Build the apps', ['apps/*', 'packages/resource-server', 'packages/local-logto']);
  return measure((message) => console.log(`… ${message}`));
};

try {
  if (values.verify) {
    const changed = differences(readFigures(), await run());
    if (changed.length > 0)
      throw new Error(`${changed.join('\n  ')}\n\n  If that is right, run pnpm compare.`);
    console.log('✔ The figures of the comparison are current');
  } else {
    if (!values.check && !values.render) writeFigures(await run());
    const text = renderDocument(compare(readFigures()));
    if (!values.check) writeFileSync(document, text);
    else if (readFileSync(document, 'utf8') !== text)
      throw new Error('docs/comparison.md is not what the sources say: run pnpm compare --render');
    console.log('✔ docs/comparison.md is current');
  }
  await stop(0);
} catch (error) {
  await fail(error instanceof Error ? error.message : String(error));
}
