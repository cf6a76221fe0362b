// `pnpm benchmark`: measures how long `npm start` takes on a warm clone, and the start and memory of local Logto.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { machine } from './machine.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const runs = 5;

const median = (numbers) => numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)];

/** Starts a program, waits until it prints `sign`, measures, and stops it. */
const timeUntil = async (command, parameters, sign, measure = () => undefined) => {
  const startedAt = performance.now();
  const child = spawn(command, parameters, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }

  while (!output.includes(sign)) {
    if (child.exitCode !== null)
      throw new Error(`${command} ${parameters.join(' ')} ended early:\n${output}`);
    await delay(5);
  }
  const milliseconds = performance.now() - startedAt;
  const measured = await measure(child);
  child.kill('SIGINT');
  await ended;
  return { milliseconds, measured };
};

/** Resident memory in MB, which only Linux reports without another program. */
const memory = ({ pid }) => {
  if (process.platform !== 'linux') return undefined;
  const [, kilobytes] = readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+) kB/) ?? [];
  return Number(kilobytes) / 1024;
};

const show = (title, numbers, unit, digits) => {
  const [low, middle, high] = [Math.min(...numbers), median(numbers), Math.max(...numbers)].map((number) =>
    number.toFixed(digits),
  );
  console.log(
    `${title.padEnd(36)}${middle.padStart(8)} ${unit}  (${low} to ${high}, ${numbers.length} runs)`,
  );
};

console.log(`${machine}\n`);

const starts = [];
for (let run = 0; run <= runs; run += 1) {
  const { milliseconds } = await timeUntil('node', ['scripts/start.mjs'], 'Everything is running');
  // The first run builds what has changed and warms the file cache.
  if (run > 0) starts.push(milliseconds / 1000);
}
show('npm start, until all is ready', starts, 's ', 1);

const waiting = "console.log('ready'); setInterval(() => {}, 1000)";
const bare = [];
const ready = [];
const resident = [];
for (let run = 0; run < runs; run += 1) {
  bare.push((await timeUntil('node', ['--eval', waiting], 'ready')).milliseconds);
  const { milliseconds, measured } = await timeUntil(
    'node',
    ['packages/local-logto/dist/main.js'],
    'Local Logto ready',
    memory,
  );
  ready.push(milliseconds);
  if (measured !== undefined) resident.push(measured);
}
show('local Logto, until it is ready', ready, 'ms', 0);
// The minimum for any program on this machine. NODE_EXTRA_CA_CERTS slows it down, since Node 20 reads it at every start.
show('  of which Node.js itself', bare, 'ms', 0);
if (resident.length > 0) show('local Logto, memory when ready', resident, 'MB', 0);
