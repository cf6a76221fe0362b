import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { startCommand } from './start-command.ts';

// One that no system gives to another process by itself, as it does those from 32768.
const freePort = async (): Promise<number> => {
  const port = randomInt(20_000, 30_000);
  const server = createServer();
  try {
    await once(server.listen(port, 'localhost'), 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return freePort();
    throw error;
  }
  server.close();
  await once(server, 'close');
  return port;
};

/** A free address on this machine for an app that is about to start. */
export const freeAddress = async (): Promise<string> => `http://localhost:${await freePort()}`;

/**
 * Starts the app that was built, as in production.
 *
 * @param baseUrl Where it is to listen.
 * @param variables What its environment has besides.
 * @returns What ends it.
 * @throws Error with all that it printed, when it ends before it is ready.
 */
export const startApp = async (baseUrl: string, variables: Record<string, string> = {}) => {
  const { port } = new URL(baseUrl);
  const app = spawn(process.execPath, startCommand, {
    env: { ...process.env, NODE_ENV: 'production', BASE_URL: baseUrl, PORT: port, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

  let output = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += String(chunk);
      if (/\bready\b/i.test(output)) resolve();
    };
    app.stdout.on('data', read);
    app.stderr.on('data', read);
    app.once('close', () => reject(new Error(`The app did not start:\n${output}`)));
  });

  return async () => {
    if (app.exitCode !== null) return;
    app.kill('SIGTERM');
    await once(app, 'close');
  };
};
