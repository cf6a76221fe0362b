// `pnpm foreign [CLIENT…]`: installs clients from npm outside of the repository, and signs in to local Logto with each. Writes
// results.json, from which docs/local-logto.md is made.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startLocalLogto } from '../src/package.ts';
import type { ClientResult } from '../support/document.ts';
import { type Client, clients } from './clients.ts';

const pathOf = (address: string): string => fileURLToPath(new URL(address, import.meta.url));
const port = '4370';
const address = `http://localhost:${port}`;

const versionsOf = (folder: string, { packages }: Client): string =>
  packages
    .map((name) => name.replace(/(?<=.)@.*/, ''))
    .map((name) => {
      const manifest = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8');
      return `${name} ${JSON.parse(manifest).version}`;
    })
    .join(', ');

const today = (): string => new Date().toISOString().slice(0, 10);

/** Installs a client in a folder of its own, and signs in with it. */
const tryClient = async (client: Client, endpoint: string): Promise<ClientResult> => {
  const { name, flow } = client;
  const folder = mkdtempSync(join(tmpdir(), 'foreign-'));
  // Without the variables that pnpm sets for the processes that it starts.
  const inherited = Object.entries(process.env).filter(([key]) => !/^(npm_|INIT_CWD$)/i.test(key));
  const env = {
    ...Object.fromEntries(inherited),
    PORT: port,
    ENDPOINT: endpoint,
    VITE_ENDPOINT: endpoint,
    NEXT_TELEMETRY_DISABLED: '1',
  };
  const launch = (command: string) =>
    spawn(command, { cwd: folder, env, shell: true, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const run = async (command: string): Promise<string> => {
    const child = launch(command);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    const [status] = await once(child, 'close');
    if (status !== 0) throw new Error(`${command}\n${output}`);
    return output;
  };

  let app: ReturnType<typeof launch> | undefined;
  try {
    cpSync(pathOf(`../${client.folder}`), folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    await run(
      `npm install --prefer-offline --no-audit --no-fund ${client.packages.map((name) => `'${name}'`).join(' ')}`,
    );
    if (client.build) await run(client.build);
    if (client.start) {
      app = launch(client.start);
      app.stdout.resume();
      app.stderr.pipe(process.stderr);
      while (!(await fetch(address, { redirect: 'manual' }).catch(() => undefined))) {
        if (app.exitCode !== null) throw new Error(`${client.start} ended with status ${app.exitCode}`);
        await setTimeout(200);
      }
    }
    await client.signIn(address, run);
    console.log(`✔ ${name}`);
    return { client: name, versions: versionsOf(folder, client), flow, date: today(), outcome: '✔' };
  } catch (error) {
    console.error(`✘ ${name}`, error);
    return { client: name, versions: '', flow, date: today(), outcome: '✘' };
  } finally {
    if (app?.pid && app.exitCode === null) {
      const ended = once(app, 'close');
      process.kill(-app.pid, 'SIGKILL');
      await ended;
    }
    rmSync(folder, { recursive: true });
  }
};

const asked = process.argv.slice(2).filter((parameter) => parameter !== '--');
const unknown = asked.find((name) => clients.every((client) => client.name !== name));
if (unknown)
  throw new Error(`There is no ${unknown}: choose from ${clients.map(({ name }) => name).join(', ')}`);

const file = pathOf('results.json');
const results = new Map<string, ClientResult>(
  JSON.parse(readFileSync(file, 'utf8')).map((result: ClientResult) => [result.client, result]),
);
const localLogto = await startLocalLogto({ tenant: pathOf('tenant.json'), port: 0 });
const wanted = clients.filter(({ name }) => asked.length === 0 || asked.includes(name));
for (const client of wanted) results.set(client.name, await tryClient(client, localLogto.endpoint));
await localLogto.close();
const ordered = clients.flatMap(({ name }) => results.get(name) ?? []);
writeFileSync(file, `${JSON.stringify(ordered, undefined, 2)}\n`);
process.exit(wanted.every(({ name }) => results.get(name)?.outcome === '✔') ? 0 : 1);
