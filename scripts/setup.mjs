// Shared by `npm start` and `npm test`. Plain JavaScript without dependencies, because nothing is installed yet.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { fail, launch } from './programs.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { packageManager, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const isWindows = process.platform === 'win32';

/** @type {Record<string, { title: string, port: number, start: string[] }>} */
const apps = JSON.parse(readFileSync(join(root, 'packages/config/src/apps.json'), 'utf8'));

/** The names of the apps, which are those of their folders. */
export const appNames = Object.keys(apps);

/** Every server: its folder, what Node runs there, and the address that answers when it is ready. */
export const servers = [
  {
    name: 'Local Logto',
    folder: 'packages/local-logto',
    command: ['dist/main.js'],
    url: 'http://localhost:3001',
  },
  {
    name: 'Protected API',
    folder: 'packages/resource-server',
    command: ['dist/main.js'],
    url: 'http://localhost:3040',
    ready: '/health',
  },
  ...Object.entries(apps).map(([name, { title, port, start }]) => ({
    name: title,
    folder: `apps/${name}`,
    command: start,
    url: `http://localhost:${port}`,
  })),
];

const putPnpmOnPath = async () => {
  const installed = spawnSync('pnpm', ['--version'], { shell: isWindows, encoding: 'utf8' });
  if (`pnpm@${installed.stdout?.trim()}` === packageManager) return;

  let output = '';
  const npx = launch('npx', ['--yes', `--package=${packageManager}`, '--call', 'node -p process.env.PATH'], {
    onOutput: (text) => {
      output += text;
    },
  });
  const [status] = await once(npx, 'close');
  if (status !== 0) await fail(`npm cannot fetch ${packageManager}:\n\n${output}`);
  process.env.PATH = output.trim().split('\n').at(-1);
};

/** @type {Promise<void> | undefined} */
let pnpmOnPath;

/**
 * Runs the pnpm version that package.json pins, which npm fetches if it is missing, and returns its exit status.
 *
 * @type {(parameters: string[], onOutput: (text: string) => void, options?: { folder?: string, env?: Record<string, string> }) => Promise<number>}
 */
export const pnpm = async (parameters, onOutput, options) => {
  // Only once, because npx takes a second or two.
  pnpmOnPath ??= putPnpmOnPath();
  await pnpmOnPath;
  const child = launch('pnpm', parameters, { ...options, onOutput });
  const [status] = await once(child, 'close');
  return status ?? 1;
};

/** @type {(since: number) => string} */
export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * turbo ends with status 0 when a signal stops it, and counts fewer tasks as done than there are.
 *
 * @type {(output: string) => boolean}
 */
const isInterrupted = (output) => {
  const [, done, all] = /(\d+) successful, (\d+) total/.exec(stripVTControlCharacters(output)) ?? [];
  return done !== all;
};

/** @type {(title: string, parameters: string[]) => Promise<void>} */
const runToEnd = async (title, parameters) => {
  let output = '';
  const status = await pnpm(parameters, (text) => {
    output += text;
  });
  if (status !== 0 || isInterrupted(output)) await fail(`${title} failed:\n\n${output}`);
};

/** @type {(title: string, parameters: string[]) => Promise<void>} */
const step = async (title, parameters) => {
  const startedAt = performance.now();
  console.log(`… ${title}`);
  await runToEnd(title, parameters);
  console.log(`✔ ${title} (${seconds(startedAt)})`);
};

/** Ends the command if this Node.js is too old. */
export const checkNode = async () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = engines.node.replace('>=', '').split('.').map(Number);
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  await fail(`This is Node ${process.versions.node}: install Node ${wantedMajor}.${wantedMinor} or newer.`);
};

/**
 * Returns whether something listens on a port.
 *
 * @param {string} host
 * @param {number} port
 * @returns {Promise<boolean>}
 */
export const isTaken = (host, port) =>
  new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('error', () => resolve(false));
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
  });

/**
 * Ends the command if a port of the servers is taken.
 *
 * @param {{ name: string, url: string }[]} needed
 */
export const checkPorts = async (needed = servers) => {
  for (const { name, url } of needed) {
    const port = Number(new URL(url).port);
    if ((await isTaken('127.0.0.1', port)) || (await isTaken('::1', port))) {
      await fail(
        `${name} needs port ${port}, which is taken: stop the program that listens there (lsof -i :${port}).`,
      );
    }
  }
};

/** Installs packages. */
export const install = () => step('Install packages with pnpm', ['install', '--frozen-lockfile']);

/** @type {(folders: string[]) => string[]} */
const turboBuild = (folders) => [
  'exec',
  'turbo',
  'run',
  'build',
  '--output-logs=errors-only',
  ...folders.map((folder) => `--filter=./${folder}`),
];

/**
 * Builds what has changed, of all folders or of these with what they depend on.
 *
 * @param {string} title
 * @param {string[]} folders
 */
export const build = (title = 'Build what has changed', folders = []) => step(title, turboBuild(folders));

/**
 * Builds a folder with what it depends on, and prints nothing unless that fails.
 *
 * @param {string} folder
 */
export const buildQuietly = (folder) => runToEnd(`Build ${folder}`, turboBuild([folder]));
