import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { killSession, parentOf } from './sessions.mjs';

beforeEach(({ skip }) => skip(process.platform !== 'linux', 'reads processes from /proc'));

/** A package whose script `start` runs a command, to have npm and its shell as parents. */
let folder;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'programs-'));
  const start = `node ${join(import.meta.dirname, 'test/started.mjs')}`;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { start } }));
});
afterAll(() => rmSync(folder, { recursive: true }));

const isRunning = (pid) => parentOf(pid) !== undefined;

const commandOf = (pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');

/** A process and all that it started, with their commands. */
const treeOf = (root) => {
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
  const below = (parent) =>
    pids.filter((pid) => parentOf(pid) === parent).flatMap((pid) => [pid, ...below(pid)]);
  return [root, ...below(root)].map((pid) => ({ pid, command: commandOf(pid) }));
};

/** What the script becomes. */
const processes = {
  npm: /^npm start/,
  'its shell': /^sh -c node /,
  'the command': /^node .*started\.mjs/,
  'its guard': /guard\.mjs/,
  'a server': /setInterval/,
  'a build': /^bash /,
  'what a build started': /^sleep /,
};

const start = async () => {
  const npm = spawn('npm', ['start'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  let output = '';
  npm.stdout.on('data', (chunk) => {
    output += chunk;
  });
  let tree = [];
  onTestFinished(() => {
    for (const { pid } of tree) killSession(pid);
  });
  const isComplete = () => {
    tree = treeOf(npm.pid);
    expect(output).toContain('ready');
    expect(tree).toHaveLength(Object.keys(processes).length);
  };
  await vi.waitFor(isComplete, { timeout: 20_000, interval: 100 });
  return { npm, tree };
};

const left = (tree) => tree.filter(({ pid }) => isRunning(pid)).map(({ command }) => command);

const cases = Object.keys(processes).flatMap((name) =>
  ['SIGTERM', 'SIGKILL'].map((signal) => [signal, name]),
);

test.each([...cases, ['SIGHUP', 'the command']])('%s for %s leaves nothing running', async (signal, name) => {
  const { tree } = await start();
  const target = tree.find(({ command }) => processes[name].test(command));

  process.kill(target.pid, signal);

  await vi.waitFor(() => expect(left(tree)).toEqual([]), { timeout: 10_000 });
});

test('Ctrl-C, which reaches npm, its shell and the command, leaves nothing running', async () => {
  const { npm, tree } = await start();

  process.kill(-npm.pid, 'SIGINT');
  process.kill(-npm.pid, 'SIGINT');

  await vi.waitFor(() => expect(left(tree)).toEqual([]), { timeout: 10_000 });
});
