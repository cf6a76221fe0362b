import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { end, fail, isStopping, kill, launch } from './programs.mjs';

/** @type {(url: string) => Promise<boolean>} */
const answers = async (url) => {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    return response.ok;
  } catch {
    // Not listening yet.
    return false;
  }
};

/** @type {(text: string) => void} */
const print = (text) => {
  process.stderr.write(text);
};

/**
 * Starts a server and waits until it is ready. This command fails if the server ends by itself.
 *
 * @param {string} name The prefix of its output.
 * @param {string} program
 * @param {string[]} parameters
 * @param {{ folder?: string, env?: Record<string, string>, ready: string | (() => Promise<boolean>), show?: (text: string) => void }} options
 *   `ready` is an address that answers once the server is ready, or a function that returns whether it is. `show` receives
 *   its output from then on, which is printed by default.
 */
export const startServer = async (name, program, parameters, { folder, env, ready, show = print }) => {
  let output = '';
  let isReady = false;
  const server = launch(program, parameters, {
    folder,
    env,
    onOutput: (text) => {
      if (isReady) show(`[${name}] ${text}`);
      else output += text;
    },
  });
  /** @param {number | null} status */
  const ended = (status) => fail(`${name} ended by itself (status ${status}).\n\n${output}`);
  server.once('exit', ended);
  server.once('error', ({ message }) => fail(`${name} did not start: ${message}`));

  while (!isStopping() && !(await (typeof ready === 'string' ? answers(ready) : ready()))) await delay(50);
  isReady = true;
  return {
    pid: server.pid ?? 0,
    end: () => {
      server.off('exit', ended);
      return end([server]);
    },
    kill: async () => {
      server.off('exit', ended);
      const closed = once(server, 'close');
      kill(server);
      await closed;
    },
    /** @param {'SIGSTOP' | 'SIGCONT'} name */
    signal: (name) => server.pid && process.kill(-server.pid, name),
  };
};
