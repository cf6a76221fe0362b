import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { isListening } from '../src/app-status.ts';
import { createControlClient, startLocalLogto } from '../src/index.ts';
import { firstApp, tenant } from './fixture.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const children: Array<ReturnType<typeof spawn>> = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const run = (variables: Record<string, string>) => {
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    env: { ...process.env, NODE_ENV: 'development', LOCAL_LOGTO_PORT: '0', ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  children.push(child);
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output.text += chunk.toString();
    });
  }
  return { child, output };
};

const ready = async (variables: Record<string, string> = {}) => {
  const { child, output } = run(variables);
  await once(child.stdout, 'data');
  const [endpoint = ''] = /http:\S+/.exec(output.text) ?? [];
  return { child, output, endpoint };
};

describe('the process', () => {
  test('says in one line where it is and how long it took, and warns of nothing', async () => {
    const { output, endpoint } = await ready();
    expect((await fetch(endpoint)).status).toBe(200);
    await fetch(`${endpoint}/oidc/.well-known/openid-configuration`);
    expect(output.text).toMatch(/^Local Logto ready at http:\/\/localhost:\d+ in \d+ ms\n$/);
  });

  test('has the control API', async () => {
    const { endpoint } = await ready();
    expect(await createControlClient(endpoint).requests()).toEqual([]);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'ends on %s, although connections are kept alive and hang',
    async (signal) => {
      const { child, endpoint } = await ready();
      await createControlClient(endpoint).setFaults({ hang: true });
      const hanging = fetch(`${endpoint}/oidc/jwks`).catch((error: Error) => error.message);
      // Answered after the other one has arrived.
      await createControlClient(endpoint).requests();
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([0, null]);
      expect(await hanging).toBe('fetch failed');
    },
  );

  test('refuses to serve production', async () => {
    const { child, output } = run({ NODE_ENV: 'production' });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(output.text).toBe(
      'The local Logto is not for production: point LOGTO_ENDPOINT at a real Logto, or unset NODE_ENV.\n',
    );
  });

  test('says in one line that its port is taken, and what to do', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('No port');
    const { port } = address;
    const { child, output } = run({ LOCAL_LOGTO_PORT: String(port) });
    expect(await once(child, 'close')).toEqual([1, null]);
    server.close();
    expect(output.text).toBe(
      `Port ${port} is taken: end what listens there, or set LOCAL_LOGTO_PORT to another port.\n`,
    );
  });

  test('serves the tenant of another module', async () => {
    const file = fileURLToPath(new URL('fixture.ts', import.meta.url));
    const { endpoint } = await ready({ LOCAL_LOGTO_TENANT: file });
    expect(await (await fetch(endpoint)).text()).toContain(firstApp.name);
  });

  test('says so when that module has no tenant', async () => {
    const file = fileURLToPath(new URL('browser.ts', import.meta.url));
    const { child, output } = run({ LOCAL_LOGTO_TENANT: file });
    expect(await once(child, 'close')).toEqual([1, null]);
    expect(output.text).toBe(`${file} must export a tenant: it is what LOCAL_LOGTO_TENANT names.\n`);
  });

  test('refuses a port that is none', async () => {
    const { child, output } = run({ LOCAL_LOGTO_PORT: 'http' });
    await once(child, 'close');
    expect(output.text).toBe('LOCAL_LOGTO_PORT must be a port number, or 0 for a free one.\n');
  });
});

describe('the server', () => {
  test('listens on both loopback addresses and on no other', async () => {
    const localLogto = await startLocalLogto({ tenant, port: 0 });
    const { port } = new URL(localLogto.endpoint);
    const answers = (host: string) =>
      isListening(new URL(`http://${host.includes(':') ? `[${host}]` : host}:${port}`));
    expect(await answers('127.0.0.1')).toBe(true);
    expect(await answers('::1')).toBe(true);
    const others = Object.values(networkInterfaces())
      .flatMap((addresses = []) => addresses)
      .filter(({ internal, scopeid }) => !internal && !scopeid);
    for (const { address } of others) expect(await answers(address)).toBe(false);
    await localLogto.close();
    expect(await answers('127.0.0.1')).toBe(false);
  });

  test('answers 500 to what it fails at, tells why, and goes on', async () => {
    const reported: unknown[] = [];
    const broken = { ...tenant, applications: [{ ...firstApp, redirectUris: ['no address'] }] };
    const report = (error: unknown) => reported.push(error);
    const localLogto = await startLocalLogto({ tenant: broken, port: 0, report });
    const answer = await fetch(localLogto.endpoint);
    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual({ message: 'Internal server error.' });
    expect(reported).toEqual([expect.objectContaining({ code: 'ERR_INVALID_URL' })]);
    expect((await fetch(`${localLogto.endpoint}/oidc/jwks`)).status).toBe(200);
    await localLogto.close();
  });

  test('ends although a client holds a connection without a request', async () => {
    const localLogto = await startLocalLogto({ tenant, port: 0 });
    const socket = connect(Number(new URL(localLogto.endpoint).port), '127.0.0.1');
    // Whether the server has taken the connection yet, or resets it, is not what this is about.
    socket.on('error', () => {});
    await once(socket, 'connect');
    await localLogto.close();
  });
});
