import { residentMegabytes } from '../e2e/soak/memory.ts';
import { end, launch } from '../scripts/programs.mjs';

/** Runs a program until it prints `sign`, then stops it. Returns how long that took, and its memory at that moment. */
const runUntil = (parameters: string[], sign: string) =>
  new Promise<{ milliseconds: number; megabytes: number }>((resolve, reject) => {
    const startedAt = performance.now();
    let output = '';
    const child = launch(process.execPath, parameters, {
      onOutput: (text: string) => {
        output += text;
        if (!output.includes(sign)) return;
        const milliseconds = performance.now() - startedAt;
        const megabytes = residentMegabytes(child.pid ?? 0);
        resolve(end([child]).then(() => ({ milliseconds, megabytes })));
      },
    });
    child.once('exit', () => reject(new Error(`It ended without printing "${sign}":\n${output}`)));
  });

export type StartTimes = { milliseconds: number[]; megabytes: number[] };

const repeat = async (runs: number, parameters: string[], sign: string): Promise<StartTimes> => {
  const times: StartTimes = { milliseconds: [], megabytes: [] };
  for (let run = 0; run < runs; run += 1) {
    const { milliseconds, megabytes } = await runUntil(parameters, sign);
    times.milliseconds.push(milliseconds);
    times.megabytes.push(megabytes);
  }
  return times;
};

/** Measures how long `npm start` takes on a warm clone, and the start and memory of local Logto. */
export const measureStartTimes = async (runs: number) => {
  // The first run builds what has changed, and warms the file cache.
  await repeat(1, ['scripts/start.mjs'], 'Everything is running');
  const { milliseconds } = await repeat(runs, ['scripts/start.mjs'], 'Everything is running');
  return {
    // Its servers are processes of their own.
    'npm start': { milliseconds, megabytes: [] },
    'local Logto': await repeat(runs, ['packages/local-logto/dist/main.js'], 'Local Logto ready'),
    'Node.js alone': await repeat(
      runs,
      ['--eval', "console.log('ready'); setInterval(() => {}, 1000)"],
      'ready',
    ),
  };
};
