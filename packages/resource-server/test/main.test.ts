import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { parseEnv } from 'node:util';
import { baseUrls } from '@repo/config';
import { expect, onTestFinished, test } from 'vitest';
import { readEnvironment } from '../src/environment.ts';
import { startIssuer } from './issuer.ts';

/** Runs `src/main.ts` as a process of its own until the test ends. */
const run = (variables: NodeJS.ProcessEnv) => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: new URL('..', import.meta.url),
    env: { PATH: process.env.PATH, LOGTO_ENDPOINT: 'http://localhost:1/', HOST: 'localhost', ...variables },
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
  'it says where it listens, answers, and ends on %s',
  async (signal) => {
    const { child, firstLine, end, output } = run({ PORT: '0' });
    const line = await firstLine;
    expect(line).toMatch(
      /^Resource server ready at http:\/\/localhost:\d+ for access tokens of http:\/\/localhost:1\/\n$/,
    );

    const [address] = /http:\/\/localhost:\d+/.exec(line) ?? [];
    const health = await fetch(`${address}/health`);
    expect(await health.json()).toEqual({ status: 'ok' });

    child.kill(signal);
    expect(await end).toEqual([0, null]);
    expect(output()).toBe(line);
  },
);

test('it does not wait for requests that wait for a silent issuer', async () => {
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

test('a taken port is one clear line', async () => {
  const taken = createServer();
  taken.listen(0, 'localhost');
  await once(taken, 'listening');
  onTestFinished(() => void taken.close());
  const address = taken.address();
  const port = typeof address === 'object' ? address?.port : undefined;

  const { end, output } = run({ PORT: String(port) });
  expect(await end).toEqual([1, null]);
  expect(output()).toBe(`Port ${port} is taken: end what listens there, or set PORT to another port.\n`);
});

test('what cannot be used ends the start with a line for each variable to mend', async () => {
  const { end, output } = run({ LOGTO_ENDPOINT: 'tenant.logto.app', PORT: 'eighty' });
  expect(await end).toEqual([1, null]);
  expect(output()).toBe(
    [
      'LOGTO_ENDPOINT must be an http(s) address such as http://localhost:3001: set it in packages/resource-server/.env.local',
      'PORT must be a port number such as 3040: set it in packages/resource-server/.env.local\n',
    ].join('\n'),
  );
});

test.each(['', '-1', '65536', '30.5', '0x50', undefined])('the port %j is refused', (PORT) => {
  expect(() => readEnvironment({ LOGTO_ENDPOINT: 'http://localhost:3001', PORT })).toThrow(/^PORT must be/);
});

test.each(['', 'ftp://tenant.logto.app', undefined])('the endpoint %j is refused', (LOGTO_ENDPOINT) => {
  expect(() => readEnvironment({ LOGTO_ENDPOINT, PORT: '3040' })).toThrow(/^LOGTO_ENDPOINT must be/);
});

test('the committed .env points at the local Logto, from the address that the apps know', () => {
  const file = readFileSync(new URL('../.env', import.meta.url), 'utf8');
  expect(readEnvironment(parseEnv(file))).toEqual({
    endpoint: baseUrls.localLogto,
    port: Number(new URL(baseUrls.resourceServer).port),
    host: 'localhost',
  });
});
