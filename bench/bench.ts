// `pnpm bench`: measures the samples beside other libraries, and how long everything takes to start. Writes docs/benchmarks.md.
// `pnpm bench express` measures one part, and `--quick` in short rounds: both only print.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fail, stop } from '../scripts/programs.mjs';
import { type Integration, integrations } from './integrations.ts';
import { measureGroup } from './measure.ts';
import { buildPeers, installPeers } from './peers.ts';
import { conditions, groupTable, startTable } from './report.ts';
import { measureStartTimes } from './start-times.ts';

const groups = new Map<string, Integration['group']>([
  ['express', 'Express'],
  ['next-app', 'App Router'],
  ['next-pages', 'Pages Router'],
]);

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const parts = positionals.length > 0 ? positionals : [...groups.keys(), 'start'];
const load = values.quick ? { rounds: 1, milliseconds: 200 } : { rounds: 15, milliseconds: 400 };

const tables: string[] = [];
const add = (title: string, text: string) => {
  tables.push(`## ${title}\n\n${text}`);
  console.log(`\n${tables.at(-1)}`);
};

const measure = async () => {
  const unknown = parts.find((part) => part !== 'start' && !groups.has(part));
  if (unknown)
    throw new Error(`There is no part "${unknown}": choose from ${[...groups.keys()].join(', ')} and start`);

  for (const [part, group] of groups) {
    if (!parts.includes(part)) continue;
    const members = integrations.filter((integration) => integration.group === group);
    await buildPeers(members);
    add(group, groupTable(await measureGroup(members, load)));
  }
  if (parts.includes('start')) add('Start', startTable(await measureStartTimes(values.quick ? 1 : 5)));
};

/** Replaces what this command has written before. */
const writeTables = (file: URL) => {
  const page = readFileSync(file, 'utf8');
  const pattern = /(<!-- written by pnpm bench -->\n).*(<!-- end -->)/s;
  writeFileSync(file, page.replace(pattern, `$1\n${[conditions(), ...tables].join('\n\n')}\n\n$2`));
};

try {
  await installPeers();
  console.log(conditions());
  await measure();
  if (positionals.length === 0 && !values.quick)
    writeTables(new URL('../docs/benchmarks.md', import.meta.url));
  await stop(0);
} catch (error) {
  await fail(error instanceof Error ? error.message : String(error));
}
