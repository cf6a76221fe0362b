import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startTree, stillRunning } from './test/process-tree.mjs';

beforeEach(({ skip }) => skip(process.platform !== 'linux', 'reads processes from /proc'));

/** A package whose script `start` runs a command, to have npm and its shell as parents. */
let folder;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'programs-'));
  const start = `node ${join(import.meta.dirname, 'test/started.mjs')}`;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { start } }));
});
afterAll(() => rmSync(folder, { recursive: true }));

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

const start = () =>
  startTree('npm', ['start'], { cwd: folder }, (output, tree) => {
    expect(output).toContain('ready');
    const commands = tree.map(({ command }) => command);
    for (const pattern of Object.values(processes)) {
      expect(commands).toContainEqual(expect.stringMatching(pattern));
    }
  });

const cases = Object.keys(processes).flatMap((name) =>
  ['SIGTERM', 'SIGKILL'].map((signal) => [signal, name]),
);

test.each([...cases, ['SIGHUP', 'the command']])('%s for %s leaves nothing running', async (signal, name) => {
  const { tree } = await start();
  const target = tree.find(({ command }) => processes[name].test(command));

  process.kill(target.pid, signal);

  await vi.waitFor(() => expect(stillRunning(tree)).toEqual([]), { timeout: 60_000 });
});

test('Ctrl-C, which reaches npm, its shell and the command, leaves nothing running', async () => {
  const { pid, tree } = await start();

  process.kill(-pid, 'SIGINT');
  process.kill(-pid, 'SIGINT');

  await vi.waitFor(() => expect(stillRunning(tree)).toEqual([]), { timeout: 60_000 });
});
