import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const pathOf = (address: string): string => fileURLToPath(new URL(address, import.meta.url));
const readme = readFileSync(pathOf('../README.md'), 'utf8');
const { devDependencies } = JSON.parse(readFileSync(pathOf('../package.json'), 'utf8'));

/** The version of a package that this repository has installed. */
const installed = (name: string): string => {
  if (!devDependencies[name]) throw new Error(`${name} is not among the devDependencies of this package`);
  const manifest = readFileSync(pathOf(`../node_modules/${name}/package.json`), 'utf8');
  return `${name}@${JSON.parse(manifest).version}`;
};

/** Ports of its own, so that the recipes can run beside the samples. */
export const ports = { logto: '4351', app: '4350' };
const withOwnPorts = (text: string): string =>
  text
    .replaceAll('3001:3001', `${ports.logto}:3001`)
    .replaceAll('localhost:3001', `localhost:${ports.logto}`)
    .replaceAll('localhost:3000', `localhost:${ports.app}`);

// Without the variables that pnpm and vitest set for the processes that they start.
const environment = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD$|VITEST|NODE_ENV$)/i.test(name)),
  ),
  LOCAL_LOGTO_PORT: ports.logto,
};

/** A folder outside of the repository, as a user of the packed package has. */
export type Outside = {
  path: string;
  /** Runs a command to its end. Throws with its output if it fails. */
  run: (command: string) => Promise<string>;
  /** Starts a command that serves local Logto, calls `visit` with its endpoint, and stops the command. */
  whileServing: <Result>(command: string, visit: (endpoint: string) => Promise<Result>) => Promise<Result>;
  remove: () => void;
};

/** The text of a block of code in the README, by the name of its file. */
export const blockOf = (file: string): string => {
  const [, code] =
    new RegExp(`^\`\`\`\\w+ ${file.replaceAll('.', '\\.')}\\n(.*?)^\`\`\``, 'ms').exec(readme) ?? [];
  if (code === undefined) throw new Error(`The README has no block ${file}`);
  return withOwnPorts(code);
};

/** The command in a block of the README that contains this text. */
export const commandWith = (text: string): string => {
  const commands = [...readme.matchAll(/^```sh\n(.*?)\n```/gms)].map(([, command = '']) => command);
  const found = commands.find((command) => command.includes(text));
  if (found === undefined) throw new Error(`The README has no command with ${text}`);
  return found;
};

/** Makes such a folder, with the packed package installed as the README says, and with a tenant. */
export const createOutside = async (packages: string[]): Promise<Outside> => {
  const path = mkdtempSync(join(tmpdir(), 'local-logto-'));
  const run = async (command: string): Promise<string> => {
    let output = '';
    const child = spawn(command, {
      cwd: path,
      env: environment,
      shell: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        output += chunk;
      });
    }
    const [status] = await once(child, 'close');
    if (status !== 0) throw new Error(`${command}\n${output}`);
    return output;
  };
  const start = `ENDPOINT=http://localhost:${ports.logto} PORT=${ports.app} node server.mjs`;
  writeFileSync(join(path, 'package.json'), JSON.stringify({ type: 'module', scripts: { start } }));
  await run(`npm pack ${pathOf('../dist')}`);
  await run(
    `${commandWith('npm install')} --prefer-offline --no-audit --no-fund ${packages.map(installed).join(' ')}`,
  );
  const example = readFileSync(join(path, 'node_modules/local-logto/example.json'), 'utf8');
  writeFileSync(join(path, 'tenant.json'), withOwnPorts(example));
  const whileServing: Outside['whileServing'] = async (command, visit) => {
    const options = { cwd: path, env: environment, shell: true, detached: true } as const;
    const child = spawn(command, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'close');
    const [line] = await Promise.race([once(child.stdout, 'data'), ended]);
    const [, endpoint] = /ready at (http:\S+)/.exec(String(line)) ?? [];
    if (!endpoint) throw new Error(`${command} ended with ${line}`);
    try {
      return await visit(endpoint);
    } finally {
      if (child.pid) process.kill(-child.pid);
      await ended;
    }
  };
  return { path, run, whileServing, remove: () => rmSync(path, { recursive: true }) };
};
