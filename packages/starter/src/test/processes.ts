import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';

type Options = { cwd: string; environment?: Record<string, string> };

const running = new Set<ChildProcess>();

// The whole group: npm does not forward signals to what it starts. Playwright stops its servers on SIGINT only.
const interrupt = ({ pid }: ChildProcess) => pid && process.kill(-pid, 'SIGINT');

// Whatever waits for a process then fails, and the caller can clean up.
let isInterrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    isInterrupted = true;
    stopAll();
  });
}

const start = (command: string, { cwd, environment }: Options): ChildProcess => {
  if (isInterrupted) throw new Error('Interrupted');
  // pnpm passes its settings to scripts by variables, and npm would warn of those that it does not know.
  const own = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  const env = { ...Object.fromEntries(own), NEXT_TELEMETRY_DISABLED: '1', ...environment };
  const child = spawn(command, {
    cwd,
    env,
    shell: true,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
};

/** Stops every process that is still running, and waits until it has ended. */
export const stopAll = async (): Promise<void> => {
  const ended = [...running].map((child) => once(child, 'close'));
  for (const child of running) interrupt(child);
  await Promise.all(ended);
};

/** Runs a command to its end, and prints how long it took. Throws if it fails. */
export const run = async (command: string, options: Options): Promise<void> => {
  const begin = performance.now();
  console.log(`\n── ${options.cwd}: ${command}`);
  const [status] = await once(start(command, options), 'close');
  if (status !== 0) throw new Error(`${command} failed in ${options.cwd}`);
  console.log(`✔ ${((performance.now() - begin) / 1000).toFixed(1)} s`);
};

/** Starts servers and waits until all addresses answer. Throws if the command ends before. */
export const serve = async (command: string, addresses: string[], options: Options): Promise<void> => {
  console.log(`\n── ${options.cwd}: ${command}`);
  const child = start(command, options);
  for (const address of addresses) {
    while (!(await fetch(address).catch(() => undefined))) {
      if (!running.has(child)) throw new Error(`${command} ended in ${options.cwd}`);
      await setTimeout(200);
    }
  }
};
