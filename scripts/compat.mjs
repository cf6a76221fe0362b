// `pnpm compat`: runs the suite with other versions of frameworks, SDKs and Node.js, each in a copy of the repository, and
// writes docs/compatibility.md. `pnpm compat "Express 4"` runs one cell and keeps the rows of the others.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { cells } from './compat-cells.mjs';
import { fail, isStopping, stop } from './programs.mjs';
import { checkNode, checkPorts, pnpm } from './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const documentation = join(root, 'docs/compatibility.md');
const libraries = ['next', 'react', 'express', '@logto/next', '@logto/express'];

/** Shortens a text to fit into a cell of the table. */
const plain = (text) =>
  stripVTControlCharacters(text)
    .replaceAll(/\s+|\|/g, ' ')
    .trim()
    .slice(0, 200);

const today = () => new Date().toISOString().slice(0, 10);

const print = (program, parameters, cwd = root) =>
  execFileSync(program, parameters, { cwd, encoding: 'utf8' }).trim();

/** Copies all files that git tracks or would add to a folder outside the repository. */
const copyRepository = () => {
  const folder = mkdtempSync(join(tmpdir(), 'compat-'));
  // Even if this command is interrupted.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const files = print('git', ['ls-files', '--cached', '--others', '--exclude-standard']).split('\n');
  for (const file of files.filter((path) => existsSync(join(root, path)))) {
    cpSync(join(root, file), join(folder, file));
  }
  return folder;
};

/** Returns whether that changed anything: the newest versions may already be pinned. */
const changeCatalog = (folder, versions) => {
  const path = join(folder, 'pnpm-workspace.yaml');
  const pinned = readFileSync(path, 'utf8');
  let workspace = pinned;
  for (const [name, version] of Object.entries(versions)) {
    const line = new RegExp(`^( +"?${name}"?: ).+$`, 'm');
    if (!line.test(workspace)) throw new Error(`${name} is not in the catalog of pnpm-workspace.yaml`);
    const exact = version === 'latest' ? print('npm', ['view', name, 'version']) : version;
    workspace = workspace.replace(line, `$1${exact}`);
  }
  writeFileSync(path, workspace);
  return workspace !== pinned;
};

/** The environment in which `node` has this major version, which npm fetches. */
const environmentWithNode = (folder, major) => {
  if (!major) return {};
  const prefix = join(folder, 'node');
  print('npm', ['install', '--prefix', prefix, '--no-save', `node@${major}`], folder);
  return { PATH: [join(prefix, 'node_modules/node/bin'), process.env.PATH].join(delimiter) };
};

const run = async (parameters, options) => {
  let output = '';
  const status = await pnpm(
    parameters,
    (text) => {
      output += text;
    },
    options,
  );
  // Interrupted: start nothing more while the command ends.
  if (isStopping()) await new Promise(() => {});
  // The first error is the cause; later ones only report that something failed.
  const reason = output.split('\n').find((line) => /error/i.test(line)) ?? 'no reason given';
  return { ok: status === 0, reason: plain(reason) };
};

const testsOf = (suite) => [
  ...(suite.specs ?? []).flatMap(({ title, tests }) => tests.map((test) => ({ ...test, title }))),
  ...(suite.suites ?? []).flatMap(testsOf),
];

/** Runs the suite's tests of a built app. Returns the result of each, and the reason if they could not run. */
const runSuite = async (app, { folder, env }) => {
  const report = join(folder, `report-${app}.json`);
  const { reason } = await run(['--filter', '@repo/e2e', 'e2e', `--project=${app}`, '--reporter=json'], {
    folder,
    // Overrides what this command was started with.
    env: {
      ...env,
      E2E_APPS: app,
      E2E_STORE: 'cookie',
      LOGTO_ENDPOINT: '',
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
  });
  if (!existsSync(report)) return { tests: [], reason };
  const { suites, errors } = JSON.parse(readFileSync(report, 'utf8'));
  return { tests: suites.flatMap(testsOf), reason: errors.length > 0 ? reason : '' };
};

const versionsOf = (folder, app) =>
  libraries
    .flatMap((name) => {
      const path = join(folder, 'apps', app, 'node_modules', name, 'package.json');
      return existsSync(path) ? `${name} ${JSON.parse(readFileSync(path, 'utf8')).version}` : [];
    })
    .join(', ');

const outcomeOf = ({ gap, note }, { tests, reason }) => {
  const failed = tests.filter(({ status }) => status === 'unexpected');
  const passed = tests.filter(({ status }) => status === 'expected').length;
  if (passed > 0 && failed.length === 0 && !reason)
    return { text: `✔ ${passed} passed${note ? `; ${note}` : ''}`, isExpected: !gap };

  const isGap = Boolean(gap) && passed > 0 && failed.length > 0;
  const why = [...(isGap ? [gap] : []), failed[0] ? `first: “${failed[0].title}”` : reason].join('; ');
  return { text: `✘ ${failed.length} failed, ${passed} passed: ${why}`, isExpected: isGap };
};

/** Prepares the copy for one cell and runs its apps. Returns a row for each. */
const runInCopy = async (cell, folder) => {
  const { name, apps, versions = {}, node, adapt } = cell;
  const changed = changeCatalog(folder, versions);
  if (!changed && cell.versions) {
    console.log('  the same versions as pinned here');
    return [];
  }
  adapt?.(folder);
  const options = { folder, env: environmentWithNode(folder, node) };
  const nodeVersion = execFileSync('node', ['--version'], {
    env: { ...process.env, ...options.env },
    encoding: 'utf8',
  }).trim();
  const installed = await run(['install', '--no-frozen-lockfile'], options);
  if (!installed.ok) throw new Error(`pnpm install: ${installed.reason}`);

  const rows = [];
  for (const app of apps) {
    const filters = [app, 'local-logto', 'resource-server'].map((room) => `--filter=@repo/${room}`);
    const built = await run(['exec', 'turbo', 'run', 'build', ...filters], options);
    const suite = built.ok
      ? await runSuite(app, options)
      : { tests: [], reason: `it does not build: ${built.reason}` };
    const { text, isExpected } = outcomeOf(cell, suite);
    console.log(`  ${app}: ${text}`);
    rows.push({ columns: [name, app, versionsOf(folder, app), nodeVersion, today(), text], isExpected });
  }
  return rows;
};

/** Runs one cell. A reason that it cannot run, such as an unreachable registry, is a row too. */
const runCell = async (cell) => {
  console.log(`… ${cell.name}`);
  const folder = copyRepository();
  try {
    return await runInCopy(cell, folder);
  } catch (error) {
    const reason = `✘ not run: ${plain(error instanceof Error ? error.message : String(error))}`;
    console.log(`  ${reason}`);
    return [{ columns: [cell.name, cell.apps.join(', '), '', '', today(), reason], isExpected: false }];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const writeTable = (lines) =>
  writeFileSync(
    documentation,
    `# What works with what

Each row is a run of the whole [suite](../e2e) against one app, with sessions in the app's default store, on a copy of the
repository with these versions; all others are as pinned. \`pnpm compat\` writes this page, and
[a workflow](../.github/workflows/compatibility.yml) runs it every week.

| what | app | versions | Node.js | run on | outcome |
| --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
`,
  );

await checkNode();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !cells.some((cell) => cell.name === name));
if (unknown.length > 0) {
  await fail(`There is no ${unknown.join(', ')}: choose from ${cells.map(({ name }) => name).join(', ')}.`);
}
await checkPorts();

const earlier = existsSync(documentation) ? readFileSync(documentation, 'utf8').split('\n') : [];
/** The lines of each cell. A new run replaces those of an earlier one. */
const lines = new Map(
  cells.map(({ name }) => [name, earlier.filter((line) => line.startsWith(`| ${name} `))]),
);
const surprises = [];
for (const cell of cells.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  const rows = await runCell(cell);
  lines.set(
    cell.name,
    rows.map(({ columns }) => `| ${columns.join(' | ')} |`),
  );
  writeTable([...lines.values()].flat());
  surprises.push(...rows.filter(({ isExpected }) => !isExpected));
}
await run(['exec', 'biome', 'format', '--write', 'docs'], {});
console.log(`✔ ${documentation}`);

for (const { columns } of surprises) console.error(`✖ Not as expected: ${columns.join(', ')}`);
await stop(surprises.length === 0 ? 0 : 1);
