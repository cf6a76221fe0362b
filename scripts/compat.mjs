// `pnpm compat`: runs the suite with other versions of what the apps stand on, each in a copy of the repository, and
// writes docs/compatibility.md. `pnpm compat "Express 4"` runs one cell and keeps the rows of the others.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { cells } from './compat-cells.mjs';
import { checkNode, fail, pnpm, stop } from './setup.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const documentation = join(root, 'docs/compatibility.md');
const libraries = ['next', 'react', 'express', '@logto/next', '@logto/express'];

const print = (program, parameters, cwd = root) =>
  execFileSync(program, parameters, { cwd, encoding: 'utf8' }).trim();

/** A copy of what git knows or would add, outside of the repository. */
const copyRepository = () => {
  const folder = mkdtempSync(join(tmpdir(), 'compat-'));
  // Also when this command is interrupted.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const files = print('git', ['ls-files', '--cached', '--others', '--exclude-standard']).split('\n');
  for (const file of files.filter((path) => existsSync(join(root, path)))) {
    cpSync(join(root, file), join(folder, file));
  }
  return folder;
};

/** Gives whether that changed anything: the newest versions may be pinned already. */
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

/** The environment in which `node` is of a major version, which npm fetches. */
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
  // The first one is what went wrong; those after it say that something did.
  const reason = output.split('\n').find((line) => /error/i.test(line)) ?? 'no reason given';
  return {
    ok: status === 0,
    reason: stripVTControlCharacters(reason).replaceAll('|', ' ').trim().slice(0, 200),
  };
};

const testsOf = (suite) => [
  ...(suite.specs ?? []).flatMap(({ title, tests }) => tests.map((test) => ({ ...test, title }))),
  ...(suite.suites ?? []).flatMap(testsOf),
];

/** Runs the suite on apps that are built, and gives each test with its project. */
const runSuite = async (apps, { folder, env }) => {
  const report = join(folder, 'report.json');
  const projects = apps.map((app) => `--project=${app}`);
  const { reason } = await run(['--filter', '@repo/e2e', 'e2e', ...projects, '--reporter=json'], {
    folder,
    env: { ...env, E2E_APPS: apps.join(), PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  const tests = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).suites.flatMap(testsOf) : [];
  return { tests, reason };
};

const versionsOf = (folder, app) =>
  libraries.flatMap((name) => {
    const path = join(folder, 'apps', app, 'node_modules', name, 'package.json');
    return existsSync(path) ? `${name} ${JSON.parse(readFileSync(path, 'utf8')).version}` : [];
  });

const outcomeOf = ({ gap, note }, tests, reason) => {
  const failed = tests.filter(({ status }) => status === 'unexpected');
  const passed = tests.filter(({ status }) => status === 'expected').length;
  if (passed > 0 && failed.length === 0)
    return { ok: true, text: `✔ ${passed} passed${note ? `; ${note}` : ''}` };

  const first = failed[0] ? `first: “${failed[0].title}”` : reason;
  return { ok: false, text: `✘ ${failed.length} failed, ${passed} passed: ${gap ? `${gap}; ` : ''}${first}` };
};

/** Runs one cell and gives a row for each of its apps. */
const runCell = async (cell) => {
  const { name, apps, versions = {}, node, adapt } = cell;
  console.log(`… ${name}`);
  const folder = copyRepository();
  try {
    const changed = changeCatalog(folder, versions);
    if (!changed && cell.versions) {
      console.log('  the same versions as pinned here');
      return [];
    }
    adapt?.(folder);
    const options = { folder, env: environmentWithNode(folder, node) };
    const installed = await run(['install', '--no-frozen-lockfile'], options);

    const reasons = new Map();
    for (const app of apps) {
      const filters = [app, 'local-logto', 'resource-server'].map((room) => `--filter=@repo/${room}`);
      const built = await run(['exec', 'turbo', 'run', 'build', ...filters], options);
      if (!built.ok) reasons.set(app, `it does not build: ${installed.ok ? built.reason : installed.reason}`);
    }

    const built = apps.filter((app) => !reasons.has(app));
    const { tests, reason } = built.length > 0 ? await runSuite(built, options) : { tests: [], reason: '' };
    const nodeVersion = execFileSync('node', ['--version'], {
      env: { ...process.env, ...options.env },
      encoding: 'utf8',
    }).trim();

    return apps.map((app) => {
      const own = tests.filter(({ projectName }) => projectName === app);
      const { ok, text } = outcomeOf(cell, own, reasons.get(app) ?? reason);
      console.log(`  ${app}: ${text}`);
      const date = new Date().toISOString().slice(0, 10);
      const columns = [name, app, versionsOf(folder, app).join(', '), nodeVersion, date, text];
      return { line: `| ${columns.join(' | ')} |`, isSurprise: ok === Boolean(cell.gap) };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

await checkNode();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !cells.some((cell) => cell.name === name));
if (unknown.length > 0) {
  await fail(`There is no ${unknown.join(', ')}: choose from ${cells.map(({ name }) => name).join(', ')}.`);
}

const earlier = existsSync(documentation) ? readFileSync(documentation, 'utf8').split('\n') : [];
const rows = [];
for (const cell of cells) {
  const isWanted = wanted.length === 0 || wanted.includes(cell.name);
  const kept = earlier.filter((line) => line.startsWith(`| ${cell.name} `));
  rows.push(...(isWanted ? await runCell(cell) : kept.map((line) => ({ line, isSurprise: false }))));
}

const table = [
  '| what | app | versions | Node.js | run on | outcome |',
  '| --- | --- | --- | --- | --- | --- |',
  ...rows.map(({ line }) => line),
].join('\n');
writeFileSync(
  documentation,
  `# What works with what

Each row is a run of the whole suite against one app, on a copy of the repository with those versions; what is not named is
as pinned. \`pnpm compat\` writes it, and \`.github/workflows/compatibility.yml\` runs that every week.

${table}
`,
);
await run(['exec', 'biome', 'format', '--write', 'docs'], {});
console.log(`✔ ${documentation}`);

const surprises = rows.filter(({ isSurprise }) => isSurprise);
for (const { line } of surprises) console.error(`✖ Not as expected: ${line}`);
await stop(surprises.length === 0 ? 0 : 1);
