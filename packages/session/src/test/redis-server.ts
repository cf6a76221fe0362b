import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'redis';
import { inject, vi } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    redisServer: boolean;
  }
}

/** Whether a redis-server is installed; if not, the configuration of vitest says how to install one. */
export const hasRedisServer = inject('redisServer');

/** Starts listening, by default on a free port. */
export const listen = async (server: Server, wanted = 0) => {
  await once(server.listen(wanted, '127.0.0.1'), 'listening');
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port');
  return { server, port: address.port };
};

/** Starts a server that accepts connections and never answers. */
export const startMute = () => listen(createServer());

/** A port where nothing listens, below those that the system hands out by itself (from 32768). */
export const freePort = async (): Promise<number> => {
  const port = randomInt(20_000, 30_000);
  const server = createServer();
  try {
    await listen(server, port);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return freePort();
    throw error;
  }
  server.close();
  await once(server, 'close');
  return port;
};

/** The bytes of a JWE as text, to search for what must not be readable. */
export const decoded = (jwe: string) =>
  jwe
    .split('.')
    .map((part) => Buffer.from(part, 'base64url').toString('latin1'))
    .join(' ');

const password = 'only-redis-knows';

/** Starts a real Redis that keeps nothing on disk, with a client of its own to look inside. */
export const startRedis = async () => {
  const directory = await mkdtemp(join(tmpdir(), 'session-redis-'));
  const port = await freePort();
  const url = `redis://:${password}@127.0.0.1:${port}`;

  const launch = async () => {
    const settings = {
      port,
      bind: '127.0.0.1',
      dir: directory,
      requirepass: password,
      save: '',
      appendonly: 'no',
    };
    const child = spawn(
      'redis-server',
      Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]),
    );
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    await vi.waitFor(
      () => {
        if (!output.includes('Ready to accept connections')) throw new Error(`No Redis: ${output}`);
      },
      { timeout: 10_000, interval: 10 },
    );
    return child;
  };

  let child = await launch();
  const inside = createClient({ url });
  inside.on('error', () => {});
  await inside.connect();

  const kill = async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };

  return {
    url,
    port,
    password,
    inside,
    /** All records in Redis, with the seconds that they have left. */
    dump: async () => {
      const keys = await inside.keys('*');
      return Promise.all(
        keys.map(async (key) => {
          const isSet = (await inside.type(key)) === 'zset';
          const value = isSet ? (await inside.zRange(key, 0, -1)).join(' ') : await inside.get(key);
          return { key, value: value ?? '', lifetime: await inside.ttl(key) };
        }),
      );
    },
    kill,
    restart: async () => {
      child = await launch();
    },
    hang: () => child.kill('SIGSTOP'),
    wake: () => child.kill('SIGCONT'),
    stop: async () => {
      inside.destroy();
      await kill();
      await rm(directory, { recursive: true });
    },
  };
};
