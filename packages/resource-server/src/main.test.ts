import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { startIssuer } from './test/start-issuer.ts';

/** Runs `src/main.ts` in its own process until the test ends. */
const run = (variables: NodeJS.ProcessEnv) => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: new URL('..', import.meta.url),
    env: {
      PATH: process.env.PATH,
      LOGTO_ENDPOINT: 'http://localhost:1/',
      LOGTO_APP_ID: 'api',
      LOGTO_APP_SECRET: 'secret',
      HOST: 'localhost',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));

  let output = '';
  const end = once(child, 'close');
  const firstLine = new Promise<string>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
        if (output.includes('\n')) resolve(output);
      });
    }
  });
  return { child, firstLine, end, output: () => output };
};

test.each(['SIGINT', 'SIGTERM'] as const)(
  'it prints its address, answers requests and exits on %s',
  async (signal) => {
    const { child, firstLine, end, output } = run({ PORT: '0' });
    const line = await firstLine;
    expect(line).toMatch(
      /^Resource server ready at http:\/\/localhost:\d+ for access tokens from http:\/\/localhost:1\/\n$/,
    );

    const [address] = /http:\/\/localhost:\d+/.exec(line) ?? [];
    const health = await fetch(`${address}/health`);
    expect(await health.json()).toEqual({ status: 'ok' });

    child.kill(signal);
    expect(await end).toEqual([0, null]);
    expect(output()).toBe(line);
  },
);

test('it exits even if a request still waits for the issuer', async () => {
  const issuer = await startIssuer();
  const asked = new Promise((resolve) => issuer.answerWith(resolve));
  const { child, firstLine, end } = run({ PORT: '0', LOGTO_ENDPOINT: issuer.endpoint });
  const [address] = /http:\/\/localhost:\d+/.exec(await firstLine) ?? [];

  const headers = { authorization: `Bearer ${await issuer.token()}` };
  const cutOff = expect(fetch(`${address}/shopping/items`, { headers })).rejects.toThrow('fetch failed');
  await asked;
  child.kill('SIGTERM');
  expect(await end).toEqual([0, null]);
  await cutOff;
});

test('a port in use is reported in one line', async () => {
  const taken = createServer();
  taken.listen(0, 'localhost');
  await once(taken, 'listening');
  onTestFinished(() => void taken.close());
  const address = taken.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  const { end, output } = run({ PORT: String(port) });
  expect(await end).toEqual([1, null]);
  expect(output()).toBe(`Port ${port} is in use: stop the other process, or set PORT.\n`);
});

test('invalid variables are reported in one line each', async () => {
  const { end, output } = run({ LOGTO_ENDPOINT: 'tenant.logto.app', PORT: 'eighty' });
  expect(await end).toEqual([1, null]);
  const file = fileURLToPath(new URL('../.env.local', import.meta.url));
  expect(output()).toBe(
    [
      `LOGTO_ENDPOINT must be an http(s) address such as http://localhost:3001: set it in ${file}`,
      `PORT must be a port number such as 3040: set it in ${file}\n`,
    ].join('\n'),
  );
});
