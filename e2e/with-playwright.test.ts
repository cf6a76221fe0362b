import { once } from 'node:events';
import { createServer } from 'node:net';
import { beforeEach, expect, test, vi } from 'vitest';
import { startTree, stillRunning } from '../scripts/test/process-tree.mjs';

beforeEach(({ skip }) => skip(process.platform !== 'linux', 'reads processes from /proc'));

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
};

const startSuite = async () => {
  const port = await freePort();
  return startTree(
    process.execPath,
    ['node_modules/@playwright/test/cli.js', 'test', '--config', 'endless'],
    { cwd: import.meta.dirname, env: { ...process.env, PORT: String(port) } },
    (output, processes) => {
      expect(output).toContain('the test runs');
      expect(processes.map(({ command }) => command)).toContain('node server.mjs');
    },
  );
};

test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
  'after %s, no server and no worker of the suite is left',
  async (signal) => {
    const { pid, tree } = await startSuite();

    process.kill(pid, signal);

    await vi.waitFor(() => expect(stillRunning(tree)).toEqual([]), { timeout: 60_000 });
  },
);

test.each(['SIGINT', 'SIGTERM'] as const)('nor is one if %s arrives again and again', async (signal) => {
  const { pid, tree } = await startSuite();
  const [playwright = { pid, command: '' }] = tree;

  const kill = () => {
    if (stillRunning([playwright]).length > 0) process.kill(pid, signal);
    expect(stillRunning(tree)).toEqual([]);
  };
  await vi.waitFor(kill, { timeout: 60_000, interval: 200 });
});
