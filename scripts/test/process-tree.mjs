import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { onTestFinished, vi } from 'vitest';
import { killSession, parentOf } from '../sessions.mjs';

/** @typedef {{ pid: number, command: string }} Process */

/** @type {(pid: number) => string} */
const commandOf = (pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();

/** @type {(root: number) => Process[]} */
const treeOf = (root) => {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const parents = new Map(pids.map((pid) => [pid, parentOf(pid)]));
  /** @type {(parent: number) => number[]} */
  const below = (parent) =>
    pids.filter((pid) => parents.get(pid) === parent).flatMap((pid) => [pid, ...below(pid)]);
  return [root, ...below(root)].map((pid) => ({ pid, command: commandOf(pid) }));
};

/** @type {(tree: Process[]) => string[]} */
export const stillRunning = (tree) =>
  tree.filter(({ pid }) => parentOf(pid) !== undefined).map(({ command }) => command);

/**
 * Starts a command, and ends it with all that it started once the test has finished.
 *
 * @param {string} program
 * @param {string[]} parameters
 * @param {import('node:child_process').SpawnOptions} options
 * @param {(output: string, tree: Process[]) => void} expectReady Throws until the command has started everything.
 */
export const startTree = async (program, parameters, options, expectReady) => {
  const child = spawn(program, parameters, {
    ...options,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  const pid = child.pid ?? 0;
  /** @type {Process[]} */
  let tree = [];
  onTestFinished(() => {
    for (const process of tree) killSession(process.pid);
  });
  await vi.waitFor(
    () => {
      tree = treeOf(pid);
      expectReady(output, tree);
    },
    { timeout: 120_000, interval: 250 },
  );
  return { pid, tree };
};
