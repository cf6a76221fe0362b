// Programs that a command starts, and that never outlive it. Plain JavaScript without dependencies, because `npm start` and
// `npm test` run it before anything is installed.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { killSession, parentOf } from './sessions.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const isWindows = process.platform === 'win32';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/** @type {Set<ChildProcess>} */
const children = new Set();
let stopping = false;

export const isStopping = () => stopping;

/** @type {(child: ChildProcess) => void} */
export const kill = (child) => {
  if (isWindows || child.pid === undefined) child.kill('SIGKILL');
  else killSession(child.pid);
};

/** @type {(child: ChildProcess) => void} */
const interrupt = (child) => {
  // What it started can outlive it, and then nobody is left to pass a signal on.
  if (child.exitCode !== null || child.signalCode !== null) return kill(child);
  if (isWindows || child.pid === undefined) return void child.kill('SIGINT');
  try {
    process.kill(-child.pid, 'SIGINT');
  } catch {
    // It has just ended.
    kill(child);
  }
};

/** Stops programs that `launch` started, by force after 5 s. */
export const end = async (programs = [...children]) => {
  const running = programs.filter((child) => children.has(child));
  running.forEach(interrupt);
  const force = setTimeout(() => running.forEach(kill), 5000);
  await Promise.all(running.map((child) => children.has(child) && once(child, 'close')));
  clearTimeout(force);
};

/**
 * Stops everything that was started, and then this command.
 *
 * @param {number} status
 */
export const stop = async (status) => {
  if (stopping) return;
  stopping = true;
  await end();
  process.exit(status);
};

/**
 * Prints what is wrong, without a stack, and ends the command.
 *
 * @param {string} message
 */
export const fail = async (message) => {
  if (stopping) return;
  console.error(`\n✖ ${message}`);
  await stop(1);
};

for (const name of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(name, () => {
    if (!stopping) console.log('\nStopping …');
    stop(128 + constants.signals[name]);
  });
}

// npm and its shell can end without passing a signal on: this command then has other ancestors.
const ancestors = () => [process.ppid, parentOf(process.ppid)].join(' ');
const initially = ancestors();
setInterval(() => ancestors() !== initially && stop(128 + constants.signals.SIGTERM), 500).unref();

/** @type {ChildProcess | undefined} */
let guard;

/** Tells the guard what runs, so that it can end it if this command is killed. */
const updateGuard = () => {
  if (isWindows) return;
  if (!guard) {
    guard = spawn(process.execPath, [fileURLToPath(new URL('guard.mjs', import.meta.url))], {
      detached: true,
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    guard.once('exit', () => fail('The process that guards the servers has ended.'));
    // The exit says it all.
    guard.stdin?.on('error', () => undefined);
    guard.unref();
  }
  guard.stdin?.write(`${[...children].map(({ pid }) => pid).join(' ')}\n`);
};

/**
 * Starts a program that is stopped with this command.
 *
 * @param {string} program
 * @param {string[]} parameters
 * @param {{ folder?: string, env?: Record<string, string>, onOutput: (text: string) => void }} options `onOutput` receives
 *   everything that it prints.
 */
export const launch = (program, parameters, { folder = '.', env = {}, onOutput }) => {
  const child = spawn(program, parameters, {
    cwd: resolve(root, folder),
    // Turns telemetry off, and the notices about it.
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', TURBO_TELEMETRY_DISABLED: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A session of its own, so that Ctrl-C reaches only this command, which then stops the program in order.
    detached: !isWindows,
    shell: isWindows,
  });
  children.add(child);
  updateGuard();
  child.once('close', () => {
    children.delete(child);
    kill(child);
    updateGuard();
  });
  child.stdout.on('data', (chunk) => onOutput(String(chunk)));
  child.stderr.on('data', (chunk) => onOutput(String(chunk)));
  return child;
};
